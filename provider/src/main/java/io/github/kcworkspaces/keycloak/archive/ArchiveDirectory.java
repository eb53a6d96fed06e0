package io.github.kcworkspaces.keycloak.archive;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.CanonicalJson;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailLine;
import io.github.kcworkspaces.audit.offline.Readback;
import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.PurgeRun;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the server's file system, named by the server's configuration and by nobody else. Files are for the owner only,
 * named after realm, class and numbers of rows, and never written over; a file has its name only once it was read back.
 */
public final class ArchiveDirectory implements Archives {

    private static final String PART = ".part";

    /** What a name is made of, whatever an imported realm is called. */
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9-]");

    private static final int ID_IN_NAME = 8;
    private static final int BUFFER = 64 * 1024;

    private final @Nullable Path base;

    /** @param base null if the server has none */
    public ArchiveDirectory(@Nullable Path base) {
        this.base = base;
    }

    @Override
    public boolean isAvailable() {
        return base != null;
    }

    @Override
    public Written write(PurgeRun run, Content content) throws IOException {
        if (base == null) {
            throw new IOException("the server has no directory for archives");
        }
        Path directory = base.toRealPath();
        String name = name(run);
        Path file = below(directory, name);
        Path part = below(directory, name + PART);
        // Of an attempt that was killed.
        Files.deleteIfExists(part);
        try {
            Manifest manifest = rows(part, run, content);
            check(part, manifest);
            String sha256 = sha256(part);
            manifest(directory, name, run, manifest, sha256);
            move(part, file);
            force(directory);
            return new Written(name, sha256);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String name(PurgeRun run) {
        return String.join(
                        "-",
                        UNUSUAL.matcher(run.realm().value()).replaceAll("_"),
                        run.trailClass().name().toLowerCase(Locale.ROOT),
                        Long.toString(run.firstSeq()),
                        Long.toString(run.lastSeq()),
                        UNUSUAL.matcher(run.id()).replaceAll("_").substring(0, ID_IN_NAME))
                + ".ndjson.gz";
    }

    private static Path below(Path directory, String name) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (!directory.equals(file.getParent())) {
            throw new IOException("a name that leaves the directory");
        }
        return file;
    }

    private static Manifest rows(Path part, PurgeRun run, Content content) throws IOException {
        long count = 0;
        SealedRow first = null;
        SealedRow last = null;
        try (FileChannel channel = create(part);
                GZIPOutputStream zipped = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            Writer lines = new BufferedWriter(new OutputStreamWriter(zipped, StandardCharsets.UTF_8), BUFFER);
            List<SealedRow> rows = content.after(run.firstSeq() - 1);
            while (!rows.isEmpty()) {
                for (SealedRow row : rows) {
                    lines.write(TrailLine.of(row));
                    lines.write('\n');
                }
                first = first == null ? rows.get(0) : first;
                last = rows.get(rows.size() - 1);
                count += rows.size();
                rows = content.after(last.seq());
            }
            lines.flush();
            zipped.finish();
            channel.force(true);
        }
        if (first == null || last == null) {
            throw new IOException("there is nothing to archive any more");
        }
        return content.manifest(count, first, last);
    }

    private static void check(Path part, Manifest manifest) throws IOException {
        try (InputStream file = Files.newInputStream(part, LinkOption.NOFOLLOW_LINKS);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file, BUFFER), StandardCharsets.UTF_8))) {
            Optional<Broken> broken = Readback.broken(lines, manifest);
            if (broken.isPresent()) {
                throw new IOException("row " + broken.get().seq() + " is not what was sealed: "
                        + broken.get().reason());
            }
        }
    }

    /** Beside the file, so that both are all that its verification needs. */
    private static void manifest(Path directory, String name, PurgeRun run, Manifest manifest, String sha256)
            throws IOException {
        String manifestName = name.replace(".ndjson.gz", ".manifest.json");
        Path part = below(directory, manifestName + PART);
        Files.deleteIfExists(part);
        TreeMap<String, @Nullable Object> members = new TreeMap<>(manifest.members());
        members.put("archive", name);
        members.put("before", run.before());
        members.put("class", run.trailClass().name());
        members.put("run", run.id());
        members.put("sha256", sha256);
        try (FileChannel channel = create(part)) {
            try (Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
                writer.write(CanonicalJson.write(members));
                writer.flush();
                channel.force(true);
            }
            move(part, below(directory, manifestName));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A new file, for the owner only; nothing that is there is followed or written over. */
    private static FileChannel create(Path file) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(file, options, ownerOnly())
                : FileChannel.open(file, options);
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static void move(Path part, Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            // Of an attempt of the same run that was killed between file and database.
            Files.delete(file);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The names are on disk, too; where directories cannot be opened, that is up to the system. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream digest = new DigestInputStream(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
