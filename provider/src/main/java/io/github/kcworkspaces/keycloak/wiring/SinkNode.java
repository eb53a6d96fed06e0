package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.keycloak.sink.SinkMetrics;
import io.github.kcworkspaces.keycloak.sink.Transports;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.SessionTransactions;
import io.github.kcworkspaces.sink.Delivery;
import io.github.kcworkspaces.sink.DeliveryStore.Due;
import io.github.kcworkspaces.sink.DeliveryWorker;
import io.github.kcworkspaces.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * What this process does for sinks: one thread looks which have something to get, others send. Sinks that fail have threads of
 * their own: however long they take, they are in nobody's way.
 */
final class SinkNode implements BackgroundNode {

    static final String NAME = "workspaces-sinks";

    private static final Logger LOG = Logger.getLogger(SinkNode.class);
    private static final int AT_ONCE = 200;
    private static final int SENDERS = 8;
    private static final int RETRIERS = 4;
    private static final int LAST_BATCH_SECONDS = 15;

    private final WokenThread looker = new WokenThread(NAME, Duration.ZERO, this::look);
    private final ThreadPoolExecutor senders = threads(SENDERS, AT_ONCE);
    private final ThreadPoolExecutor retriers = threads(RETRIERS, AT_ONCE);
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final Transactions<Delivery> transactions;
    private final DeliveryWorker worker;
    private final SinkMetrics metrics;

    SinkNode(KeycloakSessionFactory sessions, Transports transports, SinkMetrics metrics) {
        this.metrics = metrics;
        this.transactions = new SessionTransactions<>(sessions, RbacProvider::delivery);
        this.worker = new DeliveryWorker(transactions, transports, metrics::sent);
    }

    @Override
    public void wake() {
        looker.wake();
    }

    /** For delays that are not all the same. */
    static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private void look() {
        List<Due> due = transactions.run(delivery -> {
            metrics.behind(delivery.lags());
            return delivery.due(AT_ONCE);
        });
        due.forEach(this::begin);
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
        looker.close();
        List<ThreadPoolExecutor> all = List.of(senders, retriers);
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
}
