package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.keycloak.sink.SinkMetrics;
import io.github.kcworkspaces.keycloak.sink.Transports;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.sink.Delivery;
import io.github.kcworkspaces.sink.DeliveryStore.Due;
import io.github.kcworkspaces.sink.DeliveryWorker;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What this process does for sinks: one thread looks which have something to get, others send. Sinks that fail have threads of
 * their own: however long they take, they are in nobody's way.
 */
final class SinkNode implements AutoCloseable {

    /** Name of the task in Keycloak's timer, and of the threads. */
    static final String NAME = "workspaces-sinks";

    private static final Logger LOG = Logger.getLogger(SinkNode.class);
    private static final int AT_ONCE = 200;
    private static final int SENDERS = 8;
    private static final int RETRIERS = 4;
    private static final int LAST_BATCH_SECONDS = 15;

    private final ThreadPoolExecutor looker = threads(1, 1);
    private final ThreadPoolExecutor senders = threads(SENDERS, AT_ONCE);
    private final ThreadPoolExecutor retriers = threads(RETRIERS, AT_ONCE);
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final DeliveryWorker.Transactions transactions;
    private final DeliveryWorker worker;
    private final SinkMetrics metrics;

    SinkNode(KeycloakSessionFactory sessions, Transports transports, SinkMetrics metrics) {
        this.metrics = metrics;
        this.transactions = new SessionTransactions(sessions);
        this.worker = new DeliveryWorker(transactions, transports, metrics::sent);
    }

    /** There may be something to send. Returns at once and never fails. */
    void wake() {
        if (!asked.getAndSet(true)) {
            try {
                looker.execute(this::look);
            } catch (RejectedExecutionException closed) {
                LOG.trace("The server stops; another node goes on", closed);
            }
        }
    }

    /** For delays that are not all the same. */
    static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private void look() {
        asked.set(false);
        try {
            List<Due> due = transactions.run(delivery -> {
                metrics.behind(delivery.lags());
                return delivery.due(AT_ONCE);
            });
            due.forEach(this::begin);
        } catch (RuntimeException failed) {
            LOG.warn("Looking for sinks that have something to get failed, and will be tried again", failed);
        }
    }

    private void begin(Due due) {
        if (atWork.add(due.sink())) {
            try {
                (due.failing() ? retriers : senders).execute(() -> work(due.sink()));
            } catch (RejectedExecutionException busy) {
                atWork.remove(due.sink());
            }
        }
    }

    private void work(String sink) {
        try {
            worker.work(sink);
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "Sending to sink %s was given up for now, and goes on later", sink);
        } finally {
            atWork.remove(sink);
        }
    }

    @Override
    public void close() {
        worker.stop();
        List<ThreadPoolExecutor> all = List.of(looker, senders, retriers);
        all.forEach(ThreadPoolExecutor::shutdown);
        try {
            for (ThreadPoolExecutor threads : all) {
                if (!threads.awaitTermination(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
                    threads.shutdownNow();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor threads(int count, int waiting) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, NAME);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** A transaction of its own is one of another Keycloak session. */
    private record SessionTransactions(KeycloakSessionFactory sessions) implements DeliveryWorker.Transactions {

        @Override
        public <T> T run(Function<Delivery, T> step) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions,
                    own -> step.apply(own.getProvider(RbacProvider.class).delivery()));
        }
    }
}
