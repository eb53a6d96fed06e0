package io.github.kcworkspaces.it.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server of this run's own, with the database that Keycloak uses. */
final class Postgres implements AutoCloseable {

    /** Connections of the tests bear this name, so that their statements are told from the server's. */
    static final String TESTS = "it-tests";

    static final String NAME = "keycloak";
    static final String USERNAME = "keycloak";
    static final String PASSWORD = "keycloak";

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /**
     * @param forContainers whether containers may connect, with the password; otherwise only this machine can
     */
    static Postgres start(Path work, boolean forContainers) {
        try {
            Files.createDirectories(work);
            Path data = Files.createTempDirectory(work, "postgres-");
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    // As in production: what was answered survives the death of one of its processes.
                    .setServerConfig("synchronous_commit", "on")
                    // As much as its documentation recommends, a quarter of the memory, for a machine of 4 GB.
                    .setServerConfig("shared_buffers", "1GB")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_destination", "jsonlog")
                    .setServerConfig("log_directory", "log")
                    .setServerConfig("log_filename", "postgresql.log")
                    .setServerConfig("log_rotation_age", "0")
                    .setServerConfig("log_rotation_size", "0");
            if (forContainers) {
                builder.setServerConfig("listen_addresses", "*").setDataDirectoryCustomizer(Postgres::admitContainers);
            }
            Postgres postgres = new Postgres(builder.start(), data);
            postgres.createDatabase();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    String url(String host) {
        return "jdbc:postgresql://" + host + ":" + port() + "/" + NAME;
    }

    DataSource dataSource() {
        return server.getDatabase("postgres", NAME, Map.of("ApplicationName", TESTS));
    }

    /** PostgreSQL's own log, one JSON object a line. */
    Path log() {
        return data.resolve("log").resolve("postgresql.json");
    }

    /** The postmaster, as its lock file names it. */
    ProcessHandle process() {
        try {
            String pid =
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createDatabase() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USERNAME + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + USERNAME);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database", e);
        }
    }

    private static void admitContainers(File data) {
        try {
            Files.writeString(
                    data.toPath().resolve("pg_hba.conf"),
                    "host " + NAME + " " + USERNAME + " samenet scram-sha-256\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
