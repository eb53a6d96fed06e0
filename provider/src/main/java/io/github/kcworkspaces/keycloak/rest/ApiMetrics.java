package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.access.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the API is asked, for Keycloak's metrics: by base, operation and sort of answer. Who asked is in the trail, if
 * it changed something or was refused; as a label, names would be series without end.
 */
final class ApiMetrics {

    private static final String REQUESTS = "workspaces.api.requests";
    private static final int HUNDRED = 100;

    private record Key(boolean admins, @Nullable Operation operation, int hundreds) {}

    /** Looking a counter up costs more than counting. */
    private static final Map<Key, Counter> COUNTERS = new ConcurrentHashMap<>();

    private ApiMetrics() {}

    /** @param operation null if it did not come to that */
    static void count(boolean admins, @Nullable Operation operation, int status) {
        COUNTERS.computeIfAbsent(new Key(admins, operation, status / HUNDRED), ApiMetrics::counter)
                .increment();
    }

    private static Counter counter(Key key) {
        return Counter.builder(REQUESTS)
                .description("Requests to the API of workspaces")
                .tag("base", key.admins() ? "admin" : "realm")
                .tag("operation", key.operation() == null ? "none" : Words.lower(key.operation()))
                .tag("status", key.hundreds() + "xx")
                .register(Metrics.globalRegistry);
    }
}
