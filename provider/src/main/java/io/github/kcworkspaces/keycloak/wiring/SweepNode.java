package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.keycloak.event.Sweeper;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;

/** What this process does about what Keycloak left behind: one thread, so that Keycloak's own timer does not wait for it. */
final class SweepNode implements BackgroundNode {

    private final Sweeper sweeper = new Sweeper(Leftovers.BATCHES);
    private final WokenThread thread;

    SweepNode(KeycloakSessionFactory sessions) {
        thread = new WokenThread(Sweeper.NAME, Duration.ZERO, () -> sweeper.sweep(sessions));
    }

    @Override
    public void wake() {
        thread.wake();
    }

    @Override
    public void close() {
        sweeper.stop();
        thread.close();
    }
}
