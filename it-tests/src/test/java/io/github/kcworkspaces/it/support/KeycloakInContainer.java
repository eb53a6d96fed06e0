package io.github.kcworkspaces.it.support;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.wait.strategy.Wait;

/** Keycloak's image with our jars in it. */
final class KeycloakInContainer implements KeycloakRuntime {

    private static final String THIS_MACHINE = "host.docker.internal";
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9000;

    private final KeycloakContainer container;
    private final String baseUrl;
    private final String managementUrl;

    private KeycloakInContainer(KeycloakContainer container, String baseUrl, String managementUrl) {
        this.container = container;
        this.baseUrl = baseUrl;
        this.managementUrl = managementUrl;
    }

    static KeycloakInContainer start(@Nullable Postgres postgres) {
        // Docker chooses other ports at every restart; these stay.
        List<Integer> ports = FreePorts.find(2);
        String baseUrl = "http://localhost:" + ports.get(0);
        String managementUrl = "http://localhost:" + ports.get(1);
        KeycloakContainer container = new KeycloakContainer("quay.io/keycloak/keycloak:" + Settings.version())
                .withProductionMode()
                .withAdminUsername(Settings.ADMIN_USERNAME)
                .withAdminPassword(Settings.ADMIN_PASSWORD)
                .withEnabledMetrics()
                .withProviderLibsFrom(Settings.jars().stream().map(Path::toFile).toList())
                .withEnv("KC_HTTP_ENABLED", "true")
                .withEnv("KC_HEALTH_ENABLED", "true")
                .withEnv("KC_HOSTNAME", baseUrl)
                .withEnv("KC_HOSTNAME_STRICT", "false")
                .withEnv("KC_HOSTNAME_BACKCHANNEL_DYNAMIC", "true")
                .withEnv("KC_LOG_LEVEL", "INFO,io.github.kcworkspaces:DEBUG")
                .withEnv(
                        "KC_SPI_WORKSPACES_RBAC__DEFAULT__SWEEP_INTERVAL_SECONDS",
                        String.valueOf(Settings.SWEEP_INTERVAL_SECONDS))
                .withEnv("JAVA_OPTS_KC_HEAP", "-Xms256m -Xmx1g")
                .withExtraHost(THIS_MACHINE, "host-gateway")
                // The container's own limit does not reach a strategy of ours, which would give up after a minute.
                .waitingFor(
                        Wait.forHttp("/health/ready").forPort(MANAGEMENT).withStartupTimeout(Duration.ofMinutes(6)));
        container.setPortBindings(List.of(ports.get(0) + ":" + HTTP, ports.get(1) + ":" + MANAGEMENT));
        if (postgres != null) {
            container
                    .withEnv("KC_DB", "postgres")
                    .withEnv("KC_DB_URL", postgres.url(THIS_MACHINE))
                    .withEnv("KC_DB_USERNAME", Postgres.USERNAME)
                    .withEnv("KC_DB_PASSWORD", Postgres.PASSWORD);
        }
        container.start();
        return new KeycloakInContainer(container, baseUrl, managementUrl);
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public String managementUrl() {
        return managementUrl;
    }

    @Override
    public String hostFromServer() {
        return THIS_MACHINE;
    }

    @Override
    public ServerLog log() {
        return new ServerLog(container::getLogs);
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .withTimeout(60)
                .exec();
        Readiness.await(managementUrl, container::isRunning, log());
    }

    @Override
    public void crash() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Readiness.await(managementUrl, container::isRunning, log());
    }

    @Override
    public void close() {
        container.stop();
    }
}
