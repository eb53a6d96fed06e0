package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.DeliveryStore;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Sink;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What Keycloak's metrics say of sinks. By kind only: names and realms would be series without end. Which sink it is, its
 * status says.
 */
public final class SinkMetrics {

    private static final String DELIVERED = "workspaces.sink.delivered";
    private static final String FAILURES = "workspaces.sink.failures";
    private static final String LAG = "workspaces.sink.lag";

    private final MeterRegistry registry;
    private final Map<Sink.Kind, AtomicLong> lags = new EnumMap<>(Sink.Kind.class);

    public SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Sink.Kind kind : Sink.Kind.values()) {
            AtomicLong lag = new AtomicLong();
            lags.put(kind, lag);
            Gauge.builder(LAG, lag, AtomicLong::get)
                    .description("Rows that the slowest sink of the kind has not got yet")
                    .tag("kind", word(kind))
                    .register(registry);
        }
    }

    public void sent(Sink.Kind kind, Report report) {
        if (report.delivered() > 0) {
            registry.counter(DELIVERED, "kind", word(kind)).increment(report.delivered());
        }
        Report.Failure failure = report.failure();
        if (failure != null) {
            registry.counter(FAILURES, "kind", word(kind), "about", word(failure.about()))
                    .increment();
        }
    }

    public void behind(List<DeliveryStore.Lag> known) {
        lags.values().forEach(lag -> lag.set(0));
        known.forEach(lag -> Objects.requireNonNull(lags.get(lag.kind())).set(lag.rows()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
