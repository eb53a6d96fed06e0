package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerifier;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointJws;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.RowHash;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Verifies exports against their manifests and the keys of the realm. Several are one chain: their rows are followed in the
 * order of their numbers, whichever file they are in, and none may be missing in between.
 */
final class ExportVerification {

    private final List<PublicKey> keys;
    private long signedUpTo;

    ExportVerification(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Number of the last row that a genuine checkpoint covers; 0 for none. */
    long signedUpTo() {
        return signedUpTo;
    }

    ChainVerifier verify(List<ExportFile> files) throws IOException {
        ChainVerifier chain = begin(files.stream().map(ExportFile::manifest).toList());
        List<Checkpoint> checkpoints = files.stream()
                .flatMap(file -> file.manifest().checkpoints().stream())
                .sorted(Comparator.comparingLong(Checkpoint::seq))
                .toList();
        checkpoints.stream()
                .filter(checkpoint -> !isGenuine(checkpoint))
                .forEach(forged -> chain.report(new Broken(forged.seq(), null, Broken.Reason.CHECKPOINT_FORGED)));
        int next = 0;
        Optional<ExportFile> file = next(files);
        while (file.isPresent() && chain.broken().isEmpty() && file.get().accept(chain)) {
            next = compare(chain, checkpoints, next);
            file = next(files);
        }
        files.forEach(one -> one.end(chain));
        return chain;
    }

    private static ChainVerifier begin(List<Manifest> manifests) {
        long first = manifests.stream()
                .filter(manifest -> manifest.count() > 0)
                .mapToLong(Manifest::firstSeq)
                .min()
                .orElse(0);
        boolean gaps = manifests.size() == 1 && !manifests.get(0).complete();
        return first <= 1 ? new ChainVerifier(0, RowHash.GENESIS, gaps) : ChainVerifier.from(first, gaps);
    }

    private static Optional<ExportFile> next(List<ExportFile> files) {
        return files.stream().filter(ExportFile::hasNext).min(Comparator.comparingLong(ExportFile::nextSeq));
    }

    /** @return which checkpoint comes next */
    private int compare(ChainVerifier chain, List<Checkpoint> checkpoints, int next) {
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

    private boolean isGenuine(Checkpoint checkpoint) {
        return keys.stream()
                .anyMatch(key -> CheckpointJws.isGenuine(checkpoint.signature(), checkpoint.payload(), key));
    }
}
