package io.github.kcworkspaces.keycloak.file;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.github.kcworkspaces.problem.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a workbook before its reader does, by the same zip and XML parsers: what it really unpacks to, whatever it says
 * about that; that no document type, no foreign reference and nothing that a reader would have to hold in memory is in it.
 * It unpacks piece by piece and keeps nothing.
 */
final class ZipGuard {

    static final int MOST_ENTRIES = 1_000;
    static final long MOST_BYTES = 128L * 1024 * 1024;
    static final int MOST_RATIO = 100;

    /** Below this much no ratio is a bomb. */
    private static final long SMALL = 1024 * 1024;

    /** Shared texts are held in memory while rows are read. */
    static final long MOST_SHARED_BYTES = 24L * 1024 * 1024;

    static final int MOST_SHARED = 450_000;

    private static final int LONGEST_TEXT = 40_000;
    private static final int DEEPEST = 100;
    private static final int MOST_SHARED_FORMULAS = 10_000;
    private static final int MOST_ARRAY_FORMULAS = 100;
    private static final Pattern CELL = Pattern.compile("([A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])[0-9]{1,7}");
    private static final Pattern ROW = Pattern.compile("[0-9]{1,7}");
    private static final Set<String> READ_PARTS = Set.of("worksheet", "sharedstrings", "styles", "officedocument");

    /** What workbooks are packed with; others need libraries that are not here, or much memory. */
    private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

    private final byte[] file;
    private long unpacked;
    private int shared;
    private int sharedFormulas;
    private int arrayFormulas;

    ZipGuard(byte[] file) {
        this.file = file;
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code UNREADABLE_FILE}, {@code TOO_LARGE} */
    void inspect() {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            Set<String> names = new HashSet<>();
            for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                String name = entry.getName().toLowerCase(Locale.ROOT);
                SheetRules.check(names.add(name), "has an entry twice");
                SheetRules.within(names.size(), MOST_ENTRIES, "entries");
                SheetRules.check(!name.endsWith("vbaproject.bin"), "has macros: save it as .xlsx");
                SheetRules.check(!entry.getGeneralPurposeBit().usesEncryption(), "is encrypted");
                SheetRules.check(
                        METHODS.contains(entry.getMethod()) && zip.canReadEntryData(entry),
                        "is packed in a way that is not read here");
                inspect(zip, entry, name);
            }
            SheetRules.check(names.contains("[content_types].xml"), "is a zip file but no workbook");
        } catch (Problem refusal) {
            throw refusal;
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            // What the parser reads late it complains about without being declared to.
            throw broken(broken);
        }
    }

    private void inspect(ZipFile zip, ZipArchiveEntry entry, String name) throws IOException, XMLStreamException {
        try (InputStream content = zip.getInputStream(entry)) {
            Counted counted = new Counted(content, Math.min(file.length, Math.max(1, entry.getCompressedSize())));
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                inspect(counted);
            } else {
                counted.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void inspect(Counted content) throws XMLStreamException {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(content);
        try {
            int depth = 0;
            int text = 0;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw SheetRules.unreadable("has a document type or entities, which no workbook needs");
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        text = 0;
                        SheetRules.check(depth <= DEEPEST, "is nested too deeply");
                        if (depth == 1 && xml.getLocalName().equals("sst")) {
                            content.limit(MOST_SHARED_BYTES);
                        }
                        element(xml);
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        text = 0;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        text += xml.getTextLength();
                        SheetRules.within(text, LONGEST_TEXT, "characters in a cell");
                    }
                    default -> {
                        // Comments and processing instructions say nothing to anybody.
                    }
                }
            }
        } finally {
            xml.close();
        }
    }

    private void element(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "c" -> matches(xml.getAttributeValue(null, "r"), CELL, "a cell");
            case "row" -> matches(xml.getAttributeValue(null, "r"), ROW, "a row");
            case "si" -> SheetRules.within(++shared, MOST_SHARED, "shared texts");
            case "f" -> formula(xml.getAttributeValue(null, "t"));
            case "Relationship" -> relationship(xml);
            case "Override" ->
                readable(xml.getAttributeValue(null, "ContentType"), xml.getAttributeValue(null, "PartName"));
            default -> {
                // Nothing that a reader keeps.
            }
        }
    }

    private void formula(@Nullable String kind) {
        if ("shared".equals(kind)) {
            SheetRules.within(++sharedFormulas, MOST_SHARED_FORMULAS, "shared formulas");
        } else if ("array".equals(kind)) {
            SheetRules.within(++arrayFormulas, MOST_ARRAY_FORMULAS, "array formulas");
        }
    }

    /** What leads out of the file is never followed, and nothing that is read may be there. */
    private static void relationship(XMLStreamReader xml) {
        String type = xml.getAttributeValue(null, "Type");
        if (!readable(type, xml.getAttributeValue(null, "Target"))) {
            return;
        }
        SheetRules.check(
                !"External".equalsIgnoreCase(xml.getAttributeValue(null, "TargetMode")), "has parts outside of itself");
    }

    /** Only what was looked at as XML is read as such. */
    private static boolean readable(@Nullable String type, @Nullable String part) {
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("(\\.main)?\\+xml$", "");
        boolean read = READ_PARTS.stream().anyMatch(kind::endsWith) || kind.endsWith("sheet");
        if (read) {
            SheetRules.check(
                    part != null && part.toLowerCase(Locale.ROOT).endsWith(".xml"), "has a part that is no XML");
        }
        return read;
    }

    private static void matches(@Nullable String reference, Pattern pattern, String what) {
        SheetRules.check(
                reference == null || pattern.matcher(reference).matches(), "has " + what + " beyond what sheets have");
    }

    /** Nothing of the message: it may repeat what is in the file. */
    private static Problem broken(Exception cause) {
        for (Throwable found = cause; found != null; found = found.getCause()) {
            if (found instanceof TooMuch tooMuch) {
                return SheetRules.tooLarge(String.valueOf(tooMuch.getMessage()));
            }
        }
        return SheetRules.unreadable("is no workbook that can be read");
    }

    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    /** Counts what really comes out. */
    private final class Counted extends FilterInputStream {

        private final long packed;
        private long own;
        private long most = MOST_BYTES;

        Counted(InputStream content, long packed) {
            super(content);
            this.packed = packed;
        }

        void limit(long bytes) {
            most = bytes;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws IOException {
            own += bytes;
            unpacked += bytes;
            if (own > most || unpacked > MOST_BYTES) {
                throw new TooMuch("unpacks to more than " + Math.min(most, MOST_BYTES) + " bytes");
            }
            if (own > SMALL && own / packed > MOST_RATIO) {
                throw new TooMuch("unpacks to more than " + MOST_RATIO + " times its size");
            }
        }
    }
}
