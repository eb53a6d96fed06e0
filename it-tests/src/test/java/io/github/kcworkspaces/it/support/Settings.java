package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the build says about this run, all of it by system properties. */
final class Settings {

    /** Short, so that tests see a sweep. */
    static final int SWEEP_INTERVAL_SECONDS = 5;

    /** Short, so that tests see rows leave. */
    static final int RETENTION_INTERVAL_SECONDS = 2;

    static final String ADMIN_USERNAME = "admin";
    static final String ADMIN_PASSWORD = "admin";

    enum Hosting {
        PROCESS,
        CONTAINER,
        EXTERNAL
    }

    enum Db {
        POSTGRES,
        H2
    }

    private Settings() {}

    static Hosting hosting() {
        return choice("keycloak.runtime", Hosting.PROCESS);
    }

    static Db db() {
        return choice("keycloak.db", Db.POSTGRES);
    }

    static String version() {
        return required("keycloak.version");
    }

    /** The unpacked distribution, never changed. */
    static Path distribution() {
        return Path.of(required("keycloak.distribution"));
    }

    /** Where the servers, logs and databases of this JVM go: no other JVM of this run uses it. */
    static Path work() {
        return Path.of(required("keycloak.work"));
    }

    /** Where the server archives what leaves its trail. */
    static Path archives() {
        return work().resolve("archives");
    }

    /** Where what is built from the distribution is kept, for all JVMs of this run and for the next run. */
    static Path installations() {
        return Path.of(required("keycloak.installations"));
    }

    /** Our jars, under the fixed names they get in Keycloak's providers folder. */
    static List<Path> jars() {
        try (Stream<Path> files = Files.list(Path.of(required("keycloak.jars")))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the browser tests leave traces of what they did, for Playwright's viewer. */
    static boolean tracing() {
        return Boolean.getBoolean("browser.trace");
    }

    static String adminUsername() {
        String username = optional("keycloak.admin.username");
        return username == null ? ADMIN_USERNAME : username;
    }

    static String adminPassword() {
        String password = optional("keycloak.admin.password");
        return password == null ? ADMIN_PASSWORD : password;
    }

    static String required(String property) {
        String value = optional(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property + " is not set: run the tests through Maven");
        }
        return value;
    }

    static @Nullable String optional(String property) {
        String value = System.getProperty(property);
        return value == null || value.isBlank() ? null : value;
    }

    private static <E extends Enum<E>> E choice(String property, E byDefault) {
        String value = optional(property);
        if (value == null) {
            return byDefault;
        }
        for (E constant : byDefault.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new IllegalStateException(property + "=" + value + " is none of "
                + List.of(byDefault.getDeclaringClass().getEnumConstants()));
    }
}
