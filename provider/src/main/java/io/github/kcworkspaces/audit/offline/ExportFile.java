package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerifier;
import io.github.kcworkspaces.audit.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one export, in the order in which they are written, and what its manifest says of them. Keeps one line. */
final class ExportFile implements AutoCloseable {

    private static final Map<?, ?> UNREADABLE = Map.of();

    private final Manifest manifest;
    private final BufferedReader lines;
    private @Nullable Map<?, ?> next;
    private boolean ended;
    private long count;
    private long lastSeq;
    private @Nullable String lastHash;

    /** @param lines rows; the manifest may stand behind them, as it does in exports */
    ExportFile(Manifest manifest, BufferedReader lines) throws IOException {
        this.manifest = manifest;
        this.lines = lines;
        this.next = read();
    }

    Manifest manifest() {
        return manifest;
    }

    boolean hasNext() {
        return next != null;
    }

    /** Number of the next row. What is no row comes first, so that it is named before anything behind it. */
    long nextSeq() {
        return next != null && next.get("row") instanceof Map<?, ?> row && row.get("seq") instanceof Number seq
                ? seq.longValue()
                : 0;
    }

    /** @return false once something is wrong */
    boolean accept(ChainVerifier chain) throws IOException {
        Map<?, ?> line = next == null ? UNREADABLE : next;
        long seq = nextSeq();
        if (seq == 0) {
            chain.report(new Broken(chain.seq() + 1, null, Broken.Reason.ROW_CHANGED));
            return false;
        }
        if (!chain.accept(seq, line)) {
            return false;
        }
        count++;
        lastSeq = chain.seq();
        lastHash = chain.hash();
        next = read();
        return true;
    }

    /** The file has as many rows as its manifest says, and ends with the same. */
    void end(ChainVerifier chain) {
        if (lastSeq < manifest.lastSeq() || count < manifest.count()) {
            chain.report(new Broken(lastSeq + 1, null, Broken.Reason.TAIL_CUT));
        } else if (count > manifest.count() || lastSeq > manifest.lastSeq()) {
            chain.report(new Broken(manifest.lastSeq() + 1, null, Broken.Reason.ROW_ADDED));
        } else if (count > 0 && !Objects.equals(manifest.lastHash(), lastHash)) {
            chain.report(new Broken(lastSeq, null, Broken.Reason.ROW_CHANGED));
        }
    }

    private @Nullable Map<?, ?> read() throws IOException {
        String line = lines.readLine();
        while (line != null) {
            if (!line.isBlank()) {
                Map<?, ?> members = members(line);
                // Behind the manifest there is nothing.
                if (ended || !members.containsKey("manifest")) {
                    return ended ? UNREADABLE : members;
                }
                ended = true;
            }
            line = lines.readLine();
        }
        return null;
    }

    private static Map<?, ?> members(String line) {
        try {
            return JsonText.object(line);
        } catch (IllegalArgumentException unreadable) {
            return UNREADABLE;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
