package io.github.kcworkspaces.keycloak.sink;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Breaks off what takes too long, whatever it waits for. */
final class Deadlines implements AutoCloseable {

    /** Ended when the work is done. */
    @FunctionalInterface
    interface Deadline extends AutoCloseable {
        @Override
        void close();
    }

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread watch = new Thread(work, "workspaces-sink-deadlines");
        watch.setDaemon(true);
        return watch;
    });

    /** @param breakOff done after that time, unless the deadline was closed; must not wait for anything itself */
    Deadline in(Duration time, Runnable breakOff) {
        ScheduledFuture<?> scheduled = thread.schedule(breakOff, time.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Work under way ends by its own limits. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
