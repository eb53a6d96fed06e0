package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.keycloak.archive.ArchiveDirectory;
import io.github.kcworkspaces.keycloak.event.Removals;
import io.github.kcworkspaces.keycloak.event.Sweeper;
import io.github.kcworkspaces.keycloak.mail.MailWorker;
import io.github.kcworkspaces.keycloak.sink.SinkMetrics;
import io.github.kcworkspaces.keycloak.sink.Transports;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.RbacProviderFactory;
import io.github.kcworkspaces.keycloak.store.DecisionCaches;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.timer.TimerProvider;

/**
 * Makes the services, listens to what Keycloak removes, and sets sweeper and jobs going once the database is ready. Options
 * {@code spi-workspaces-rbac--default--sweep-interval-seconds}, {@code …--job-interval-seconds}, {@code
 * …--seal-interval-seconds}, {@code …--sink-interval-seconds}, {@code …--retention-interval-seconds} and {@code …--archive-dir}.
 */
public final class DefaultRbacProviderFactory implements RbacProviderFactory {

    static final String SWEEP_INTERVAL = "sweep-interval-seconds";
    static final String JOB_INTERVAL = "job-interval-seconds";
    static final String SINK_INTERVAL = "sink-interval-seconds";
    static final String SEAL_INTERVAL = "seal-interval-seconds";
    static final String RETENTION_INTERVAL = "retention-interval-seconds";
    static final String ARCHIVE_DIRECTORY = "archive-dir";

    private static final String ID = "default";
    private static final int TEN_MINUTES = 600;
    private static final int TEN_SECONDS = 10;
    private static final int TWO_SECONDS = 2;

    /** Mails that have to wait, and those of nodes that died; all others are sent when their transaction ends. */
    private static final Duration MAIL_INTERVAL = Duration.ofSeconds(5);

    private final DecisionCaches caches = new DecisionCaches();
    private final Sweeper sweeper = new Sweeper(Leftovers.BATCHES);
    private final MailWorker mails = new MailWorker();
    private final Transports transports = Transports.ofServer(new KeycloakClock());
    private Duration sweepInterval = Duration.ofSeconds(TEN_MINUTES);
    private Duration jobInterval = Duration.ofSeconds(TEN_SECONDS);
    private Duration sinkInterval = Duration.ofSeconds(1);
    private volatile @Nullable SinkNode sinks;
    private Duration sealInterval = Duration.ofSeconds(TWO_SECONDS);
    private final DefaultRbacProvider.Background background =
            new DefaultRbacProvider.Background(this::wakeJobs, this::wakeSealer);
    private volatile @Nullable JobNode jobs;
    private volatile @Nullable SealNode sealer;
    private Duration retentionInterval = Duration.ofSeconds(TEN_MINUTES);
    private Archives archives = new ArchiveDirectory(null);
    private volatile @Nullable KeepNode keeper;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RbacProvider create(KeycloakSession session) {
        return new DefaultRbacProvider(session, caches, mails, background, transports, archives);
    }

    @Override
    public void init(Config.Scope config) {
        sweepInterval = Duration.ofSeconds(config.getInt(SWEEP_INTERVAL, TEN_MINUTES));
        jobInterval = Duration.ofSeconds(config.getInt(JOB_INTERVAL, TEN_SECONDS));
        sealInterval = Duration.ofSeconds(config.getInt(SEAL_INTERVAL, TWO_SECONDS));
        sinkInterval = Duration.ofSeconds(config.getInt(SINK_INTERVAL, 1));
        retentionInterval = Duration.ofSeconds(config.getInt(RETENTION_INTERVAL, TEN_MINUTES));
        String directory = config.get(ARCHIVE_DIRECTORY);
        archives = new ArchiveDirectory(directory == null || directory.isBlank() ? null : Path.of(directory));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new Removals());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent ready) {
                schedule(ready.getFactory());
                mails.start(ready.getFactory());
                try (KeycloakSession session = ready.getFactory().create()) {
                    session.getProvider(TimerProvider.class)
                            .schedule(mails::wake, MAIL_INTERVAL.toMillis(), MailWorker.NAME);
                }
                startJobs(ready.getFactory());
                startSealer(ready.getFactory());
                startSinks(ready.getFactory());
                startRetention(ready.getFactory());
            }
        });
    }

    /**
     * Keycloak closes us before these, and they stand on its caches and database: what works in the background can bring its
     * work to an end, and leaves no claims.
     */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(UserSessionProvider.class);
    }

    @Override
    public void close() {
        mails.stop();
        JobNode running = jobs;
        if (running != null) {
            running.close();
        }
        SinkNode sending = sinks;
        if (sending != null) {
            sending.close();
        }
        KeepNode keeping = keeper;
        if (keeping != null) {
            keeping.close();
        }
        transports.close();
        SealNode sealing = sealer;
        if (sealing != null) {
            sealing.close();
        }
    }

    private void wakeSealer() {
        SealNode running = sealer;
        if (running != null) {
            running.wake();
        }
    }

    /** With an interval of 0 this node seals nothing, and leaves it to others. */
    private void startSealer(KeycloakSessionFactory factory) {
        if (sealInterval.isZero() || sealInterval.isNegative()) {
            return;
        }
        SealNode node = new SealNode(factory);
        sealer = node;
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class).schedule(node::wake, sealInterval.toMillis(), SealNode.NAME);
        }
    }

    private void wakeJobs() {
        JobNode running = jobs;
        if (running != null) {
            running.wake();
        }
    }

    /** With an interval of 0 this node takes no job, and leaves them to others. */
    private void startJobs(KeycloakSessionFactory factory) {
        if (jobInterval.isZero() || jobInterval.isNegative()) {
            return;
        }
        JobNode node = new JobNode(factory);
        jobs = node;
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class).schedule(node::wake, jobInterval.toMillis(), JobNode.NAME);
        }
    }

    /** With an interval of 0 this node sends to no sink, and leaves them to others. */
    private void startSinks(KeycloakSessionFactory factory) {
        if (sinkInterval.isZero() || sinkInterval.isNegative()) {
            return;
        }
        SinkNode node = new SinkNode(factory, transports, new SinkMetrics(Metrics.globalRegistry));
        sinks = node;
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class).schedule(node::wake, sinkInterval.toMillis(), SinkNode.NAME);
        }
    }

    /** With an interval of 0 this node takes no rows away, and leaves it to others. */
    private void startRetention(KeycloakSessionFactory factory) {
        if (retentionInterval.isZero() || retentionInterval.isNegative()) {
            return;
        }
        KeepNode node = new KeepNode(factory, archives);
        keeper = node;
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class).schedule(node::wake, retentionInterval.toMillis(), KeepNode.NAME);
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(SWEEP_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("Seconds between two runs of the sweeper, which removes what belongs to users, groups and"
                        + " realms that are gone. 0 switches it off.")
                .defaultValue(TEN_MINUTES)
                .add()
                .property()
                .name(JOB_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two looks for bulk jobs that another node has left behind. With 0 this node works"
                                + " on none.")
                .defaultValue(TEN_SECONDS)
                .add()
                .property()
                .name(SINK_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two looks for rows of the audit trail that sinks have not got. With 0 this node"
                                + " sends to none.")
                .defaultValue(1)
                .add()
                .property()
                .name(SEAL_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two looks for rows of the audit trail that another node has left unsealed. With 0"
                                + " this node seals none.")
                .defaultValue(TWO_SECONDS)
                .add()
                .property()
                .name(RETENTION_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two looks for rows of the audit trail that were kept long enough. With 0 this node"
                                + " takes none away.")
                .defaultValue(TEN_MINUTES)
                .add()
                .property()
                .name(ARCHIVE_DIRECTORY)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Directory for archives of the audit trail. Without one no realm can have rows archived.")
                .add()
                .build();
    }

    private void schedule(KeycloakSessionFactory factory) {
        if (sweepInterval.isZero() || sweepInterval.isNegative()) {
            return;
        }
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class)
                    .schedule(() -> sweeper.sweep(factory), sweepInterval.toMillis(), Sweeper.NAME);
        }
    }
}
