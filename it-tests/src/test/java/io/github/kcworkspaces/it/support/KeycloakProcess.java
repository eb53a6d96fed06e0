package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The distribution as a child process. */
final class KeycloakProcess implements KeycloakRuntime {

    private final Installation installation;
    private final @Nullable Postgres postgres;
    private final Path output;
    private final String hostname;
    private final int port;
    private final int managementPort;
    private final int clusterPort;
    private final Thread endWithTheTests = new Thread(() -> end(true), "end-keycloak");
    private volatile @Nullable Process process;

    /**
     * @param hostname the URL that tokens name: of the first node, when this one is the second
     */
    private KeycloakProcess(
            Installation installation, @Nullable Postgres postgres, String name, @Nullable String hostname) {
        this.installation = installation;
        this.postgres = postgres;
        List<Integer> ports = FreePorts.find(3);
        this.port = ports.get(0);
        this.managementPort = ports.get(1);
        this.clusterPort = ports.get(2);
        this.hostname = hostname == null ? baseUrl() : hostname;
        this.output = Settings.work().resolve(name + ".out");
        Runtime.getRuntime().addShutdownHook(endWithTheTests);
    }

    static KeycloakProcess start(Settings.Db db, @Nullable Postgres postgres) {
        Installation installation = Installation.prepare(db);
        installation.forgetData();
        KeycloakProcess keycloak = new KeycloakProcess(installation, postgres, "keycloak-" + db.name(), null);
        keycloak.empty();
        keycloak.begin();
        return keycloak;
    }

    /** Another node of the same cluster, over the same database. */
    KeycloakProcess anotherNode(String name) {
        Installation copy = installation.copyTo(Settings.work().resolve(name));
        KeycloakProcess node = new KeycloakProcess(copy, postgres, "keycloak-" + name, hostname);
        node.empty();
        node.begin();
        return node;
    }

    /** A server over the same database at an address of its own, built with these features of Keycloak besides. */
    KeycloakProcess withFeatures(String features) {
        Installation copy = installation.copyTo(Settings.work().resolve("features"));
        copy.buildAnew(Settings.db(), "--features=" + features);
        KeycloakProcess server = new KeycloakProcess(copy, postgres, "keycloak-features", null);
        server.empty();
        server.begin();
        return server;
    }

    @Override
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    @Override
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    @Override
    public String hostFromServer() {
        return "localhost";
    }

    @Override
    public ServerLog log() {
        return new ServerLog(() -> {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void restart() {
        end(false);
        begin();
    }

    @Override
    public void crash() {
        end(true);
        begin();
    }

    /** As if the machine were gone. */
    void kill() {
        end(true);
    }

    @Override
    public void close() {
        end(false);
        Runtime.getRuntime().removeShutdownHook(endWithTheTests);
    }

    private void empty() {
        try {
            Files.createDirectories(output.getParent());
            Files.writeString(output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        List<String> arguments = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=" + hostname,
                "--hostname-strict=false",
                "--hostname-backchannel-dynamic=true",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + clusterPort,
                "--log-console-color=false",
                "--spi-workspaces-rbac--default--sweep-interval-seconds=" + Settings.SWEEP_INTERVAL_SECONDS,
                "--spi-workspaces-rbac--default--retention-interval-seconds=" + Settings.RETENTION_INTERVAL_SECONDS,
                "--spi-workspaces-rbac--default--archive-dir=" + Settings.archives(),
                "--log-level=INFO,io.github.kcworkspaces:DEBUG"));
        ProcessBuilder builder = installation.command(arguments, output);
        Map<String, String> environment = builder.environment();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", Settings.ADMIN_USERNAME);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", Settings.ADMIN_PASSWORD);
        if (postgres != null) {
            environment.put("KC_DB_URL", postgres.url("localhost"));
            environment.put("KC_DB_USERNAME", Postgres.USERNAME);
            environment.put("KC_DB_PASSWORD", Postgres.PASSWORD);
        }
        try {
            Process started = builder.start();
            process = started;
            Readiness.await(managementUrl(), started::isAlive, log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script starts a JVM of its own: whoever ends only the script leaves the server behind. */
    private void end(boolean atOnce) {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        all.forEach(atOnce ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                handle.destroyForcibly();
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                handle.destroyForcibly();
            }
        }
        process = null;
    }
}
