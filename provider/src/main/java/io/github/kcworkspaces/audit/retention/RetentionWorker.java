package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.retention.Retention.Progress;
import io.github.kcworkspaces.audit.retention.RetentionStore.Lease;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.transaction.Transactions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Lets rows of a realm leave, run by run. While a file is written, no transaction is open. */
public final class RetentionWorker {

    /** After so many batches it is another realm's turn. */
    private static final int TURN = 500;

    private final Transactions<Retention> transactions;
    private final Archives archives;
    private final BiConsumer<RealmId, Exception> observer;
    private volatile boolean stopped;

    /** @param observer is told why an archive could not be written */
    public RetentionWorker(
            Transactions<Retention> transactions, Archives archives, BiConsumer<RealmId, Exception> observer) {
        this.transactions = transactions;
        this.archives = archives;
        this.observer = observer;
    }

    /** Works until nothing may go, something is in the way, or the realm has had its turn. Nothing while another node is at it. */
    public void work(RealmId realm) {
        Optional<Lease> claimed = transactions.run(retention -> retention.claim(realm));
        if (claimed.isPresent()) {
            Lease lease = claimed.get();
            try {
                runs(lease);
            } finally {
                transactions.run(retention -> {
                    retention.release(lease);
                    return lease;
                });
            }
        }
    }

    /** Ends after the batch at work. What is left, another node takes, or this one after its start. */
    public void stop() {
        stopped = true;
    }

    private void runs(Lease lease) {
        int batches = 0;
        boolean more = true;
        while (more && batches < TURN && !stopped) {
            Optional<PurgeRun> run = transactions.run(retention -> retention.next(lease));
            more = run.isPresent() && archive(lease, run.get());
            if (more) {
                String id = run.get().id();
                Progress progress = Progress.MORE;
                while (progress == Progress.MORE && batches < TURN && !stopped) {
                    progress = transactions.run(retention -> retention.purge(lease, id));
                    batches++;
                }
                more = progress == Progress.DONE;
            }
        }
    }

    /** @return whether the rows may go as far as the archive is concerned */
    private boolean archive(Lease lease, PurgeRun run) {
        if (run.isArchived()) {
            return true;
        }
        Obstacle missing = Retention.missing(run, archives);
        if (missing != null) {
            fail(lease, run, missing);
            return false;
        }
        try {
            Archives.Written written = archives.write(run, new Content(lease, run));
            return transactions
                    .run(retention -> retention.archived(lease, run, written))
                    .isPresent();
        } catch (IOException | IllegalStateException failure) {
            observer.accept(run.realm(), failure);
            fail(lease, run, Obstacle.ARCHIVE_FAILED);
            return false;
        }
    }

    private void fail(Lease lease, PurgeRun run, Obstacle obstacle) {
        transactions.run(retention -> {
            retention.notArchived(lease, run, obstacle);
            return obstacle;
        });
    }

    /** Rows in transactions of their own. */
    private final class Content implements Archives.Content {

        private final Lease lease;
        private final PurgeRun run;

        Content(Lease lease, PurgeRun run) {
            this.lease = lease;
            this.run = run;
        }

        @Override
        public List<SealedRow> after(long seq) {
            return transactions.run(retention -> retention.rows(lease, run, seq));
        }

        @Override
        public Manifest manifest(long count, SealedRow first, SealedRow last) {
            return transactions.run(retention -> retention.manifest(run, count, first, last));
        }
    }
}
