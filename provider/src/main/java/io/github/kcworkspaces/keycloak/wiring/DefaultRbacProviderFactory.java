package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.keycloak.event.Removals;
import io.github.kcworkspaces.keycloak.event.Sweeper;
import io.github.kcworkspaces.keycloak.mail.MailWorker;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.RbacProviderFactory;
import io.github.kcworkspaces.keycloak.store.DecisionCaches;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.timer.TimerProvider;

/**
 * Makes the services, listens to what Keycloak removes, and sets the sweeper going once the database is ready. Option
 * {@code spi-workspaces-rbac--default--sweep-interval-seconds}.
 */
public final class DefaultRbacProviderFactory implements RbacProviderFactory {

    static final String SWEEP_INTERVAL = "sweep-interval-seconds";

    private static final String ID = "default";
    private static final int TEN_MINUTES = 600;

    /** Mails that have to wait, and those of nodes that died; all others are sent when their transaction ends. */
    private static final Duration MAIL_INTERVAL = Duration.ofSeconds(5);

    private final DecisionCaches caches = new DecisionCaches();
    private final Sweeper sweeper = new Sweeper(Leftovers.BATCHES);
    private final MailWorker mails = new MailWorker();
    private Duration sweepInterval = Duration.ofSeconds(TEN_MINUTES);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RbacProvider create(KeycloakSession session) {
        return new DefaultRbacProvider(session, caches, mails);
    }

    @Override
    public void init(Config.Scope config) {
        sweepInterval = Duration.ofSeconds(config.getInt(SWEEP_INTERVAL, TEN_MINUTES));
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
            }
        });
    }

    @Override
    public void close() {
        mails.stop();
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
