package io.github.kcworkspaces.it.support;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.opentest4j.TestAbortedException;

/**
 * The server that the integration tests run against: {@code -Dkeycloak.runtime=process|container|external} says how,
 * {@code -Dkeycloak.db=postgres|h2} over which database.
 *
 * <p>What a runtime cannot do (restart an external server, read an embedded H2 from outside) aborts the test, which
 * JUnit reports as skipped.
 */
public final class KeycloakUnderTest implements AutoCloseable {

    private final KeycloakRuntime runtime;
    private final @Nullable Postgres postgres;
    private final Keycloak admin;

    private KeycloakUnderTest(KeycloakRuntime runtime, @Nullable Postgres postgres) {
        this.runtime = runtime;
        this.postgres = postgres;
        this.admin = adminClient(runtime.baseUrl());
    }

    /** Starts the server that the properties ask for. */
    public static KeycloakUnderTest start() {
        Settings.Hosting kind = Settings.hosting();
        if (kind == Settings.Hosting.EXTERNAL) {
            return new KeycloakUnderTest(new ExternalKeycloak(), null);
        }
        boolean container = kind == Settings.Hosting.CONTAINER;
        Postgres postgres = Settings.db() == Settings.Db.POSTGRES ? Postgres.start(Settings.work(), container) : null;
        try {
            return new KeycloakUnderTest(
                    container ? KeycloakInContainer.start(postgres) : KeycloakProcess.start(Settings.db(), postgres),
                    postgres);
        } catch (RuntimeException e) {
            if (postgres != null) {
                postgres.close();
            }
            throw e;
        }
    }

    /** Without a slash at the end. */
    public String baseUrl() {
        return runtime.baseUrl();
    }

    /** Health and metrics, without a slash at the end. */
    public String managementUrl() {
        return runtime.managementUrl();
    }

    /** The name by which the server reaches listeners of this machine: mail servers, sinks, directories. */
    public String hostFromServer() {
        return runtime.hostFromServer();
    }

    /** As the bootstrap administrator of the master realm. */
    public Keycloak admin() {
        return admin;
    }

    /** The bootstrap administrator of the master realm, to log in as. */
    public TestUser administrator() {
        UserRepresentation user = admin.realm("master")
                .users()
                .searchByUsername(Settings.adminUsername(), true)
                .get(0);
        return new TestUser(user.getId(), user.getUsername(), user.getEmail(), Settings.adminPassword());
    }

    public String adminToken() {
        return admin.tokenManager().getAccessTokenString();
    }

    /** A fresh, enabled realm of a name of its own; closing it removes it. */
    public TestRealm newRealm() {
        return newRealm("it-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public TestRealm newRealm(String name) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        admin.realms().create(realm);
        return new TestRealm(this, name);
    }

    /** A realm that is there already; closing it removes it. */
    public TestRealm realm(String name) {
        return new TestRealm(this, name);
    }

    /** Takes paths below {@link #baseUrl}; calls without a token. */
    public RestCaller rest() {
        return new RestCaller(baseUrl(), null);
    }

    /** Takes paths below {@link #baseUrl}; calls as the bootstrap administrator. */
    public RestCaller restAsAdmin() {
        return new RestCaller(baseUrl(), this::adminToken);
    }

    public ServerLog log() {
        return runtime.log();
    }

    public void restart() {
        runtime.restart();
    }

    /** As if the machine had lost power, then started again. */
    public void crash() {
        runtime.crash();
    }

    /**
     * A second server over the same database and cluster; tokens name the first one's address. The caller closes it.
     */
    public Node anotherNode(String name) {
        if (runtime instanceof KeycloakProcess process && postgres != null) {
            return new Node(process.anotherNode(name));
        }
        throw new TestAbortedException("A second node needs keycloak.runtime=process and keycloak.db=postgres");
    }

    /**
     * A second server over the same database, at an address of its own, with features of Keycloak that are off by default. It
     * takes a minute and a half to start. The caller closes it.
     */
    public KeycloakUnderTest withFeatures(String features) {
        if (runtime instanceof KeycloakProcess process && postgres != null) {
            return new KeycloakUnderTest(process.withFeatures(features), null);
        }
        throw new TestAbortedException("Another server needs keycloak.runtime=process and keycloak.db=postgres");
    }

    /** Keycloak's database, for what no interface shows. */
    public DataSource dataSource() {
        return postgres().dataSource();
    }

    /** Where the server archives what leaves its trail; it need not be there. */
    public Path archives() {
        if (runtime instanceof KeycloakProcess) {
            return Settings.archives();
        }
        throw new TestAbortedException("The server's directories cannot be reached from here");
    }

    /** The jar of the extension. */
    public Path provider() {
        return Settings.jars().stream()
                .filter(jar -> !jar.getFileName().toString().contains("themes"))
                .findFirst()
                .orElseThrow();
    }

    /** The first process of the database. */
    public ProcessHandle database() {
        return postgres().process();
    }

    /** The SQL that the server sends. */
    public StatementLog statements() {
        return new StatementLog(postgres());
    }

    @Override
    public void close() {
        admin.close();
        runtime.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    private Postgres postgres() {
        if (postgres == null) {
            throw new TestAbortedException(
                    "Keycloak's database cannot be reached from here: it is no PostgreSQL of ours");
        }
        return postgres;
    }

    /** A connection for each request: servers of tests are killed and started again, and none of theirs is left over. */
    private static Keycloak adminClient(String baseUrl) {
        Client client = Keycloak.getClientProvider().newRestEasyClient(null, null, false);
        client.register((ClientRequestFilter) request -> request.getHeaders().putSingle("Connection", "close"));
        return KeycloakBuilder.builder()
                .resteasyClient(client)
                .serverUrl(baseUrl)
                .realm("master")
                .clientId("admin-cli")
                .username(Settings.adminUsername())
                .password(Settings.adminPassword())
                .build();
    }

    /** A further server of the cluster. */
    public static final class Node implements AutoCloseable {

        private final KeycloakProcess process;

        private Node(KeycloakProcess process) {
            this.process = process;
        }

        public String baseUrl() {
            return process.baseUrl();
        }

        /** Takes paths below this node's address. */
        public RestCaller rest(String token) {
            return new RestCaller(baseUrl(), () -> token);
        }

        public String managementUrl() {
            return process.managementUrl();
        }

        public ServerLog log() {
            return process.log();
        }

        public void crash() {
            process.crash();
        }

        /** As if its machine were gone. */
        public void kill() {
            process.kill();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
