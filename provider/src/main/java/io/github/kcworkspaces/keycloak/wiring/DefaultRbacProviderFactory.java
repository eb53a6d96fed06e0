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
import io.github.kcworkspaces.keycloak.wiring.BackgroundTasks.Task;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Makes the services, listens to what Keycloak removes, and sets what happens beside requests going once the database is
 * ready. Its options are {@code spi-workspaces-rbac--default--…}.
 */
public final class DefaultRbacProviderFactory implements RbacProviderFactory {

    static final String ARCHIVE_DIRECTORY = "archive-dir";

    private static final String ID = "default";
    private static final int TEN_MINUTES = 600;

    private final DecisionCaches caches = new DecisionCaches();
    private final Transports transports = Transports.ofServer(new KeycloakClock());
    private Archives archives = new ArchiveDirectory(null);

    private final BackgroundTasks tasks = new BackgroundTasks(List.of(
            new Task(
                    Sweeper.NAME,
                    "sweep-interval-seconds",
                    TEN_MINUTES,
                    "Seconds between two runs of the sweeper, which removes what belongs to users, groups and realms that"
                            + " are gone. 0 switches it off.",
                    SweepNode::new),
            new Task(
                    SealNode.NAME,
                    "seal-interval-seconds",
                    1,
                    "Seconds between two looks for rows of the audit trail that another node has left unsealed. With 0"
                            + " this node seals none.",
                    SealNode::new),
            new Task(
                    SinkNode.NAME,
                    "sink-interval-seconds",
                    1,
                    "Seconds between two looks for rows of the audit trail that sinks have not got. With 0 this node sends"
                            + " to none.",
                    sessions -> new SinkNode(sessions, transports, new SinkMetrics(Metrics.globalRegistry))),
            new Task(
                    KeepNode.NAME,
                    "retention-interval-seconds",
                    TEN_MINUTES,
                    "Seconds between two looks for rows of the audit trail that were kept long enough. With 0 this node"
                            + " takes none away.",
                    sessions -> new KeepNode(sessions, archives)),
            new Task(
                    JobNode.NAME,
                    "job-interval-seconds",
                    10,
                    "Seconds between two looks for bulk jobs that another node has left behind. With 0 this node works on"
                            + " none.",
                    JobNode::new),
            new Task(
                    MailWorker.NAME,
                    "mail-interval-seconds",
                    5,
                    "Seconds between two looks for mails that had to wait, and those of nodes that are gone. With 0 this"
                            + " node sends none.",
                    DefaultRbacProviderFactory::mails)));

    private final Services.Background background = new Services.Background(
            () -> tasks.wake(JobNode.NAME), () -> tasks.wake(SealNode.NAME), () -> tasks.wake(MailWorker.NAME));

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RbacProvider create(KeycloakSession session) {
        return new DefaultRbacProvider(session, caches, background, transports, archives);
    }

    @Override
    public void init(Config.Scope config) {
        tasks.init(config);
        String directory = config.get(ARCHIVE_DIRECTORY);
        archives = new ArchiveDirectory(directory == null || directory.isBlank() ? null : Path.of(directory));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new Removals());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent ready) {
                tasks.start(ready.getFactory());
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
        tasks.close();
        transports.close();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        ProviderConfigurationBuilder options = ProviderConfigurationBuilder.create();
        tasks.describe(options);
        return options.property()
                .name(ARCHIVE_DIRECTORY)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Directory for archives of the audit trail. Without one no realm can have rows archived.")
                .add()
                .build();
    }

    private static BackgroundNode mails(KeycloakSessionFactory sessions) {
        MailWorker worker = new MailWorker(sessions);
        return BackgroundNode.of(worker::wake, worker::stop);
    }
}
