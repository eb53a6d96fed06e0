package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.job.RowSource;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV in UTF-8, with or without a mark at its beginning, or in UTF-16 with one; the first row tells whether commas,
 * semicolons or tabs stand between cells.
 */
final class CsvRows implements RowSource {

    /** How many characters a row has at most: an open quote would else take the rest of the file for one cell. */
    private static final int LONGEST_ROW = 100_000;

    private static final int LOOKED_AT = 8_192;
    private static final char[] BETWEEN_CELLS = {',', ';', '\t'};

    private final byte[] file;

    CsvRows(byte[] file) {
        this.file = file;
    }

    @Override
    public void read(RowSink sink) {
        Bounded text = new Bounded(text());
        try (CSVParser parser = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter())
                .setIgnoreEmptyLines(false)
                .get()
                .parse(text)) {
            Heading.read(new Records(parser, text), sink);
        } catch (IOException broken) {
            throw SheetRules.unreadable("cannot be read: " + why(broken));
        }
    }

    /** The parser's rows. */
    private static final class Records implements Heading.Rows {

        private final Iterator<CSVRecord> records;
        private final Bounded text;
        private long row;

        Records(CSVParser parser, Bounded text) {
            this.records = parser.iterator();
            this.text = text;
        }

        @Override
        public @Nullable List<@Nullable String> next() {
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord record = records.next();
                text.nextRow();
                row = record.getRecordNumber();
                return Arrays.asList(record.values());
            } catch (UncheckedIOException | IllegalStateException broken) {
                throw SheetRules.unreadable("cannot be read after row " + row + ": " + why(broken));
            }
        }

        @Override
        public int number() {
            return (int) row;
        }
    }

    private static String why(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "it is not text in UTF-8 or UTF-16";
            }
            if (cause instanceof TooLong) {
                return "the row is longer than " + LONGEST_ROW + " characters; is a quote open?";
            }
        }
        return "a quote is open or has something behind it";
    }

    /** What is nearest to the end of its first row, quoted texts aside. */
    private char delimiter() {
        try (Reader text = text()) {
            char[] start = new char[LOOKED_AT];
            int length = Math.max(0, text.read(start));
            int[] counts = new int[BETWEEN_CELLS.length];
            boolean quoted = false;
            for (int index = 0; index < length && (quoted || (start[index] != '\n' && start[index] != '\r')); index++) {
                SheetRules.check(start[index] != 0, "is neither CSV nor XLSX");
                quoted ^= start[index] == '"';
                for (int which = 0; !quoted && which < counts.length; which++) {
                    counts[which] += start[index] == BETWEEN_CELLS[which] ? 1 : 0;
                }
            }
            int most = 0;
            for (int which = 1; which < counts.length; which++) {
                most = counts[which] > counts[most] ? which : most;
            }
            return BETWEEN_CELLS[most];
        } catch (IOException broken) {
            throw SheetRules.unreadable("is neither CSV in UTF-8 or UTF-16 nor XLSX");
        }
    }

    private Reader text() {
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (startsWith(0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        return new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(file, mark, file.length - mark),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private boolean startsWith(int... mark) {
        for (int index = 0; index < mark.length; index++) {
            if (file.length <= index || (file[index] & 0xFF) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts what the parser takes for one row; it reads a buffer ahead. */
    private static final class Bounded extends FilterReader {

        private int taken;

        Bounded(Reader text) {
            super(text);
        }

        void nextRow() {
            taken = 0;
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return count(read, read);
        }

        private int count(int read, int characters) throws IOException {
            taken += Math.max(0, characters);
            if (taken > LONGEST_ROW) {
                throw new TooLong();
            }
            return read;
        }
    }
}
