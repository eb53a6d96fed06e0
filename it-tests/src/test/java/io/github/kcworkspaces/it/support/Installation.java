package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the distribution with our jars, built for one database. It is built once, for all JVMs of a run and for the
 * next run while nothing of it changes; each server runs in a copy of its own.
 */
final class Installation {

    private static final List<String> BUILD_OPTIONS = List.of("--health-enabled=true", "--metrics-enabled=true");

    private final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    static Installation prepare(Settings.Db db) {
        String kind = db.name().toLowerCase(Locale.ROOT);
        Path installations = Settings.installations();
        Installation built = OneAtATime.within(installations, () -> built(installations, kind, options(db)));
        return built.copyTo(Settings.work().resolve("keycloak-" + kind));
    }

    private static Installation built(Path installations, String kind, List<String> options) throws IOException {
        List<Path> jars = Settings.jars();
        Path home = installations.resolve(kind + "-" + fingerprint(options, jars));
        Path built = home.resolve(".built");
        if (!Files.exists(built)) {
            removeOthersOf(home.getParent(), kind);
            copy(Settings.distribution(), home);
            for (Path jar : jars) {
                Files.copy(jar, home.resolve("providers").resolve(jar.getFileName()));
            }
            build(home, options);
            Files.createFile(built);
        }
        return new Installation(home);
    }

    private static List<String> options(Settings.Db db) {
        List<String> options = new ArrayList<>(BUILD_OPTIONS);
        options.add(db == Settings.Db.POSTGRES ? "--db=postgres" : "--db=dev-file");
        return options;
    }

    /** For a copy that shall be another server. */
    void buildAnew(Settings.Db db, String option) {
        List<String> options = options(db);
        options.add(option);
        try {
            build(home, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second installation, built already: two servers must not share one. */
    Installation copyTo(Path target) {
        try {
            delete(target);
            Files.createDirectories(target.getParent());
            copy(home, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Installation copy = new Installation(target);
        copy.forgetData();
        return copy;
    }

    /** Removes the embedded database and everything else that a run leaves. */
    void forgetData() {
        try {
            delete(home.resolve("data").resolve("h2"));
            delete(home.resolve("data").resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder command(List<String> arguments, Path output) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("kc.sh").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // The JVM of the tests, whatever else is installed; and a heap that leaves room beside them.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms256m -Xmx1g");
        return builder;
    }

    private static void build(Path home, List<String> options) throws IOException {
        Path output = home.resolve("build.log");
        List<String> arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(options);
        Process process = new Installation(home).command(arguments, output).start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("kc.sh build failed:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while building Keycloak", e);
        }
    }

    private static String fingerprint(List<String> options, List<Path> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (Settings.version() + options + Runtime.version().feature()).getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeOthersOf(Path parent, String kind) throws IOException {
        Files.createDirectories(parent);
        try (Stream<Path> installations = Files.list(parent)) {
            for (Path other : installations
                    .filter(path -> path.getFileName().toString().startsWith(kind + "-"))
                    .toList()) {
                delete(other);
            }
        }
    }

    /** With times of modification: Keycloak compares those of its jars with what it was built from. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
