package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.sink.Delivery.Batch;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends to one sink what it has not got yet. While it sends, no transaction is open. */
public final class DeliveryWorker {

    /** Runs a step in a transaction of its own, which is rolled back if it fails. */
    @FunctionalInterface
    public interface Transactions {
        <T> T run(Function<Delivery, T> step);
    }

    /** After so many batches it is another sink's turn. */
    private static final int TURN = 50;

    private final Transactions transactions;
    private final Transport transport;
    private final BiConsumer<Sink.Kind, Report> observer;
    private volatile boolean stopped;

    /** @param observer is told what became of each batch */
    public DeliveryWorker(Transactions transactions, Transport transport, BiConsumer<Sink.Kind, Report> observer) {
        this.transactions = transactions;
        this.transport = transport;
        this.observer = observer;
    }

    /** Works until the sink has everything, fails, or has had its turn. */
    public void work(String sink) {
        if (stopped) {
            return;
        }
        Optional<Batch> next = transactions.run(delivery -> delivery.begin(sink));
        // What is claimed is settled, or nobody could send to the sink until the claim ends.
        for (int turn = 1; next.isPresent(); turn++) {
            Batch batch = next.get();
            Report report = send(batch.target(), batch);
            observer.accept(batch.claim().sink().kind(), report);
            boolean further = turn < TURN && !stopped;
            next = transactions.run(delivery -> delivery.settle(batch, report, further));
        }
    }

    /** Ends after the batches at work. What is left, another node takes. */
    public void stop() {
        stopped = true;
    }

    private Report send(@Nullable Target target, Batch batch) {
        return target == null ? Report.unreachable(0, Targets.NO_SECRET) : transport.send(target, batch.messages());
    }
}
