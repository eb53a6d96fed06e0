package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.transaction.Transactions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies the whole trail of a realm as it is stored, in constant memory and small transactions. */
public final class ChainVerification {

    private static final int BATCH = 1_000;
    private static final int PURGES = 10;
    private static final int CHECKPOINTS = 100;

    /** What a step needs, in a transaction of its own. */
    public record Reading(
            ChainReader rows,
            SealedTrail trail,
            CheckpointStore checkpoints,
            CheckpointSigner signer,
            PurgeStore purges) {}

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

    private final Transactions<Reading> transactions;

    public ChainVerification(Transactions<Reading> transactions) {
        this.transactions = transactions;
    }

    public Result verify(RealmId realm) {
        ChainEnds ends = transactions.run(reading -> reading.trail().ends(realm));
        ChainVerifier chain = ChainVerifier.behind(ends.purgedSeq(), ends.purgedHash());
        long genuine = 0;
        if (ends.purgedSeq() > 0) {
            genuine += transactions.run(reading -> purge(reading, chain, realm, ends));
        }
        purges(chain, realm);
        boolean more = chain.broken().isEmpty();
        while (more) {
            long before = chain.seq();
            genuine += transactions.run(reading -> batch(reading, chain, realm));
            more = chain.broken().isEmpty() && chain.seq() > before;
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

    /** The rows that the chain began with are gone: the realm has signed that, and not only that it once ended there. */
    private static long purge(Reading reading, ChainVerifier chain, RealmId realm, ChainEnds ends) {
        boolean proved = reading.purges()
                .beginning(realm)
                .filter(signed -> signed.seq() == ends.purgedSeq()
                        && signed.hash().equals(Purge.beginning(ends.purgedHash()))
                        && reading.signer().check(signed) == CheckpointSigner.Verdict.GENUINE)
                .isPresent();
        if (!proved) {
            chain.report(new Broken(ends.purgedSeq(), null, Broken.Reason.PURGE_UNPROVED));
        }
        return proved ? 1 : 0;
    }

    /** What retention took away between rows that are left was signed when it left. */
    private void purges(ChainVerifier chain, RealmId realm) {
        String after = "";
        boolean more = chain.broken().isEmpty();
        while (more) {
            String from = after;
            List<Purge> page = transactions.run(reading -> {
                List<Purge> found = reading.purges().purges(realm, from, PURGES);
                found.forEach(purge -> prove(reading.signer(), chain, purge));
                return found;
            });
            more = chain.broken().isEmpty() && page.size() == PURGES;
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        }
    }

    private static void prove(CheckpointSigner signer, ChainVerifier chain, Purge purge) {
        if (!purge.isGenuine(signer)) {
            long seq = purge.gaps().isEmpty()
                    ? purge.proof().seq()
                    : purge.gaps().get(0).firstSeq();
            chain.report(new Broken(seq, null, Broken.Reason.PURGE_UNPROVED));
        }
    }

    /** Rows and gaps in one order, as far as both are known. */
    private static long batch(Reading reading, ChainVerifier chain, RealmId realm) {
        List<ChainLink> links = reading.rows().links(realm, chain.seq(), BATCH);
        List<Gap> gaps = reading.purges().gaps(realm, chain.seq(), BATCH).stream()
                .map(PurgeStore.Owned::gap)
                .toList();
        long end = Math.min(
                links.size() < BATCH ? Long.MAX_VALUE : links.get(BATCH - 1).seq(),
                gaps.size() < BATCH ? Long.MAX_VALUE : gaps.get(BATCH - 1).lastSeq());
        Signed signed = new Signed(reading, realm, chain);
        int link = 0;
        int gap = 0;
        boolean fine = true;
        while (fine) {
            long row = link < links.size() ? links.get(link).seq() : Long.MAX_VALUE;
            long hole = gap < gaps.size() ? gaps.get(gap).firstSeq() : Long.MAX_VALUE;
            if (Math.min(row, hole) > end || Math.min(row, hole) == Long.MAX_VALUE) {
                return signed.genuine();
            }
            if (hole <= row) {
                fine = chain.skip(gaps.get(gap)) && signed.upTo(chain.seq(), null);
                gap++;
            } else {
                fine = chain.accept(links.get(link))
                        && signed.upTo(chain.seq(), links.get(link).id());
                link++;
            }
        }
        return signed.genuine();
    }

    /** The checkpoints on the way, a page at a time. */
    private static final class Signed {

        private final Reading reading;
        private final RealmId realm;
        private final ChainVerifier chain;
        private List<Checkpoint> page;
        private int next;
        private long genuine;

        Signed(Reading reading, RealmId realm, ChainVerifier chain) {
            this.reading = reading;
            this.realm = realm;
            this.chain = chain;
            this.page = reading.checkpoints().between(realm, chain.seq() + 1, Long.MAX_VALUE, CHECKPOINTS);
        }

        long genuine() {
            return genuine;
        }

        /** @return false once something is wrong */
        boolean upTo(long seq, @Nullable String id) {
            while (chain.broken().isEmpty()
                    && next < page.size()
                    && page.get(next).seq() <= seq) {
                Checkpoint checkpoint = page.get(next);
                compare(reading.signer(), chain, checkpoint, id);
                if (chain.broken().isEmpty()) {
                    genuine++;
                }
                next++;
                if (next == page.size() && next == CHECKPOINTS) {
                    page = reading.checkpoints().between(realm, checkpoint.seq() + 1, Long.MAX_VALUE, CHECKPOINTS);
                    next = 0;
                }
            }
            return chain.broken().isEmpty();
        }
    }

    private static void compare(CheckpointSigner signer, ChainVerifier chain, Checkpoint signed, @Nullable String id) {
        if (signer.check(signed) == CheckpointSigner.Verdict.FORGED) {
            chain.report(new Broken(signed.seq(), id, Broken.Reason.CHECKPOINT_FORGED));
        } else if (signed.seq() == chain.seq() && !signed.hash().equals(chain.hash())) {
            // Of one inside a gap only the signature can be looked at.
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
