package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The exports that the command is to verify together. */
final class ExportFiles implements AutoCloseable {

    private final List<ExportFile> files = new ArrayList<>();

    private ExportFiles() {}

    /**
     * @param names of exports, {@code .gz} or not, each with its manifest as its last line, or as the {@code .json} named next
     * @throws IllegalArgumentException for files that are no exports, or not of one realm
     */
    static ExportFiles open(List<String> names) throws IOException {
        ExportFiles opened = new ExportFiles();
        try {
            int at = 0;
            while (at < names.size()) {
                Path export = Path.of(names.get(at));
                at++;
                boolean beside = at < names.size() && names.get(at).endsWith(".json");
                Manifest manifest = beside
                        ? ManifestText.of(JsonText.object(Files.readString(Path.of(names.get(at)))))
                        : lastLine(export);
                at += beside ? 1 : 0;
                opened.add(manifest, export);
            }
            return opened;
        } catch (IOException | IllegalArgumentException unusable) {
            opened.close();
            throw unusable;
        }
    }

    List<ExportFile> all() {
        return List.copyOf(files);
    }

    private void add(Manifest manifest, Path export) throws IOException {
        if (files.stream().anyMatch(file -> !file.manifest().realm().equals(manifest.realm()))) {
            throw new IllegalArgumentException("the files are of different realms");
        }
        files.add(new ExportFile(manifest, lines(export)));
    }

    private static Manifest lastLine(Path export) throws IOException {
        String last = "";
        try (BufferedReader lines = lines(export)) {
            String line = lines.readLine();
            while (line != null) {
                last = line.isBlank() ? last : line;
                line = lines.readLine();
            }
        }
        if (JsonText.object(last).get("manifest") instanceof Map<?, ?> members) {
            return ManifestText.of(members);
        }
        throw new IllegalArgumentException(export.getFileName()
                + " does not end with its manifest: it was cut off, or its manifest is another file");
    }

    private static BufferedReader lines(Path export) throws IOException {
        boolean zipped = export.toString().endsWith(".gz");
        return new BufferedReader(new InputStreamReader(
                zipped ? new GZIPInputStream(Files.newInputStream(export)) : Files.newInputStream(export),
                StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        for (ExportFile file : files) {
            file.close();
        }
    }
}
