package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerifier;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointJws;
import io.github.kcworkspaces.audit.RowHash;
import io.github.kcworkspaces.id.RealmId;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Verifies the lines of an export against its manifest and the keys of the realm. Keeps no line. */
final class ExportVerification {

    private final Map<?, ?> manifest;
    private final List<PublicKey> keys;
    private final List<Checkpoint> checkpoints;
    private long signedUpTo;

    /** @throws IllegalArgumentException for a manifest that is none */
    ExportVerification(Map<?, ?> manifest, List<PublicKey> keys) {
        this.manifest = manifest;
        this.keys = List.copyOf(keys);
        this.checkpoints = checkpoints(manifest);
    }

    /** Number of the last row that a genuine checkpoint covers; 0 for none. */
    long signedUpTo() {
        return signedUpTo;
    }

    ChainVerifier verify(BufferedReader lines) throws IOException {
        boolean complete = Boolean.TRUE.equals(manifest.get("complete"));
        long first = number("firstSeq");
        ChainVerifier chain =
                first <= 1 ? new ChainVerifier(0, RowHash.GENESIS, !complete) : ChainVerifier.from(first, !complete);
        for (Checkpoint checkpoint : checkpoints) {
            if (!isGenuine(checkpoint)) {
                chain.report(new Broken(checkpoint.seq(), null, Broken.Reason.CHECKPOINT_FORGED));
                return chain;
            }
        }
        int next = 0;
        String line = lines.readLine();
        while (line != null && chain.broken().isEmpty()) {
            if (!line.isBlank() && accept(chain, line)) {
                next = compare(chain, next);
            }
            line = lines.readLine();
        }
        if (chain.broken().isEmpty()) {
            end(chain);
        }
        return chain;
    }

    private static boolean accept(ChainVerifier chain, String line) {
        try {
            Map<?, ?> members = JsonText.object(line);
            if (members.get("row") instanceof Map<?, ?> row && row.get("seq") instanceof Number seq) {
                return chain.accept(seq.longValue(), members);
            }
        } catch (IllegalArgumentException unreadable) {
            // The row is named below.
        }
        chain.report(new Broken(chain.seq() + 1, null, Broken.Reason.ROW_CHANGED));
        return false;
    }

    /** @return which checkpoint comes next */
    private int compare(ChainVerifier chain, int next) {
        int index = next;
        while (index < checkpoints.size() && checkpoints.get(index).seq() <= chain.seq()) {
            Checkpoint checkpoint = checkpoints.get(index);
            if (checkpoint.seq() == chain.seq()) {
                if (!checkpoint.hash().equals(chain.hash())) {
                    chain.report(new Broken(chain.seq(), null, Broken.Reason.NOT_WHAT_WAS_SIGNED));
                }
                signedUpTo = checkpoint.seq();
            }
            index++;
        }
        return index;
    }

    private void end(ChainVerifier chain) {
        long last = number("lastSeq");
        if (chain.seq() < last || chain.verified() < number("count")) {
            chain.report(new Broken(chain.seq() + 1, null, Broken.Reason.TAIL_CUT));
        } else if ((chain.seq() > last && number("count") > 0) || chain.verified() > number("count")) {
            chain.report(new Broken(last + 1, null, Broken.Reason.ROW_ADDED));
        } else if (chain.verified() > 0 && !Objects.equals(manifest.get("lastHash"), chain.hash())) {
            chain.report(new Broken(chain.seq(), null, Broken.Reason.ROW_CHANGED));
        }
    }

    private boolean isGenuine(Checkpoint checkpoint) {
        return keys.stream()
                .anyMatch(key -> CheckpointJws.isGenuine(checkpoint.signature(), checkpoint.payload(), key));
    }

    private static List<Checkpoint> checkpoints(Map<?, ?> manifest) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        if (manifest.get("checkpoints") instanceof List<?> entries) {
            for (Object entry : entries) {
                if (!(entry instanceof Map<?, ?> one
                        && manifest.get("realm") instanceof String realm
                        && one.get("seq") instanceof Number seq
                        && one.get("at") instanceof Number at
                        && one.get("hash") instanceof String hash
                        && one.get("signature") instanceof String signature)) {
                    throw new IllegalArgumentException("the manifest has a checkpoint that is none");
                }
                Object key = one.get("keyId");
                checkpoints.add(new Checkpoint(
                        new RealmId(realm), seq.longValue(), hash, at.longValue(), text(key), signature));
            }
        }
        return checkpoints;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String string ? string : "";
    }

    private long number(String member) {
        return manifest.get(member) instanceof Number number ? number.longValue() : 0;
    }
}
