package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies the whole trail of a realm as it is stored, in constant memory and small transactions. */
public final class ChainVerification {

    private static final int BATCH = 1_000;

    /** What a step needs, in a transaction of its own. */
    public record Reading(ChainReader rows, SealedTrail trail, CheckpointStore checkpoints, CheckpointSigner signer) {}

    /** Runs a step in a transaction of its own. */
    @FunctionalInterface
    public interface Transactions {
        <T> T run(Function<Reading, T> step);
    }

    /**
     * What was found.
     *
     * @param verified how many rows are what was sealed, counted up to the first that is not
     * @param forgotten parts of them whose values were taken away by request
     * @param checkpoints that agree with them; genuine, as far as the realm still has the key
     * @param head number of the last row
     * @param firstBroken null if all is well
     */
    public record Result(
            long verified,
            long forgotten,
            long checkpoints,
            long head,
            @Nullable Broken firstBroken) {}

    private final Transactions transactions;

    public ChainVerification(Transactions transactions) {
        this.transactions = transactions;
    }

    public Result verify(RealmId realm) {
        ChainEnds ends = transactions.run(reading -> reading.trail().ends(realm));
        ChainVerifier chain = ChainVerifier.behind(ends.purgedSeq(), ends.purgedHash());
        long genuine = 0;
        if (ends.purgedSeq() > 0) {
            genuine += transactions.run(reading -> purge(reading, chain, realm, ends));
        }
        boolean more = chain.broken().isEmpty();
        while (more) {
            long before = chain.verified();
            genuine += transactions.run(reading -> batch(reading, chain, realm));
            more = chain.broken().isEmpty() && chain.verified() > before;
        }
        if (chain.broken().isEmpty()) {
            transactions.run(reading -> {
                end(reading, chain, realm);
                return true;
            });
        }
        return new Result(
                chain.verified(),
                chain.forgotten(),
                genuine,
                chain.seq(),
                chain.broken().orElse(null));
    }

    /** What retention took away ends at a signed row. */
    private static long purge(Reading reading, ChainVerifier chain, RealmId realm, ChainEnds ends) {
        Optional<Checkpoint> signed = reading.checkpoints().covering(realm, ends.purgedSeq());
        boolean proved = signed.filter(checkpoint -> checkpoint.seq() == ends.purgedSeq()
                        && checkpoint.hash().equals(ends.purgedHash())
                        && reading.signer().check(checkpoint) != CheckpointSigner.Verdict.FORGED)
                .isPresent();
        if (!proved) {
            chain.report(new Broken(ends.purgedSeq(), null, Broken.Reason.PURGE_UNPROVED));
        }
        return proved ? 1 : 0;
    }

    private static long batch(Reading reading, ChainVerifier chain, RealmId realm) {
        List<ChainLink> links = reading.rows().links(realm, chain.seq(), BATCH);
        if (links.isEmpty()) {
            return 0;
        }
        List<Checkpoint> signed = reading.checkpoints()
                .between(realm, chain.seq() + 1, links.get(links.size() - 1).seq(), BATCH);
        int next = 0;
        for (ChainLink link : links) {
            if (!chain.accept(link)) {
                return next;
            }
            while (next < signed.size() && signed.get(next).seq() == chain.seq()) {
                compare(reading.signer(), chain, signed.get(next), link.id());
                next++;
            }
        }
        return next;
    }

    private static void compare(CheckpointSigner signer, ChainVerifier chain, Checkpoint signed, String id) {
        if (signer.check(signed) == CheckpointSigner.Verdict.FORGED) {
            chain.report(new Broken(signed.seq(), id, Broken.Reason.CHECKPOINT_FORGED));
        } else if (!signed.hash().equals(chain.hash())) {
            chain.report(new Broken(signed.seq(), id, Broken.Reason.NOT_WHAT_WAS_SIGNED));
        }
    }

    /** Nothing is missing at the end, and nothing is there that was not sealed. */
    private static void end(Reading reading, ChainVerifier chain, RealmId realm) {
        ChainEnds now = reading.trail().ends(realm);
        boolean signedFurther =
                reading.checkpoints().covering(realm, chain.seq() + 1).isPresent();
        boolean goesOn = !reading.rows().links(realm, chain.seq(), 1).isEmpty();
        if (!goesOn && (now.headSeq() > chain.seq() || signedFurther)) {
            chain.report(new Broken(chain.seq() + 1, null, Broken.Reason.TAIL_CUT));
        } else if (now.headSeq() < chain.seq()) {
            chain.report(new Broken(now.headSeq() + 1, null, Broken.Reason.ROW_ADDED));
        } else if (now.headSeq() == chain.seq() && !now.headHash().equals(chain.hash())) {
            chain.report(new Broken(chain.seq(), null, Broken.Reason.ROW_CHANGED));
        }
    }
}
