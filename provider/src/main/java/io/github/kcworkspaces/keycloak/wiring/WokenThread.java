package io.github.kcworkspaces.keycloak.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** One thread, which works once more after it was woken, however often. A failure is logged and ends nothing. */
final class WokenThread implements BackgroundNode {

    private static final Logger LOG = Logger.getLogger(WokenThread.class);
    private static final int LAST_PIECE_SECONDS = 20;

    private final String name;
    private final Duration gather;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * @param gather how long it waits for more to do once it was woken
     * @param work shall end soon when the node is closed
     */
    WokenThread(String name, Duration gather, Runnable work) {
        this.name = name;
        this.gather = gather;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread worker = new Thread(task, name);
            worker.setDaemon(true);
            return worker;
        });
    }

    @Override
    public void wake() {
        if (!asked.getAndSet(true)) {
            try {
                // What becomes of it, work() says itself.
                ScheduledFuture<?> unused = thread.schedule(this::work, gather.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.tracef(closed, "%s: the server stops; another node goes on, or this one after its start", name);
            }
        }
    }

    private void work() {
        asked.set(false);
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "%s was given up for now, and goes on later", name);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_PIECE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
