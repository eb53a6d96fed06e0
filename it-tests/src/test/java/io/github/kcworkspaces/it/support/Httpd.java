package io.github.kcworkspaces.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * An Apache httpd with mod_auth_openidc as Debian packages them, on a free port. Where they are not installed the test is
 * aborted, but for continuous integration, which installs them.
 */
public final class Httpd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final String OPENIDC = "mod_auth_openidc.so";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path folder;
    private final int port;

    private Httpd(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** A port to name in the settings before the server is there. */
    public static int freePort() {
        return FreePorts.find(1).get(0);
    }

    /**
     * Serves a page {@code The <name>} at {@code /<name>/} for each name.
     *
     * @param settings for the whole server
     */
    public static Httpd start(int port, List<String> names, String settings) throws IOException {
        requireInstalled();
        Path folder = Files.createTempDirectory(
                "httpd", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        for (String name : names) {
            Path page = Files.createDirectories(folder.resolve("pages").resolve(name))
                    .resolve("index.html");
            Files.writeString(page, "The " + name);
        }
        Path file = folder.resolve("httpd.conf");
        Files.writeString(file, basics(port, folder) + settings, StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(PROGRAM.toString(), "-DFOREGROUND", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Httpd httpd = new Httpd(process, folder, port);
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> httpd.answers() || !process.isAlive());
            assertThat(process.isAlive()).as(httpd::log).isTrue();
        } catch (RuntimeException | AssertionError e) {
            httpd.close();
            throw e;
        }
        return httpd;
    }

    private static void requireInstalled() {
        if (Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve(OPENIDC))) {
            return;
        }
        String missing = "Apache httpd with mod_auth_openidc: apt-get install apache2 libapache2-mod-auth-openidc";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("Missing " + missing);
        }
        throw new TestAbortedException("Needs " + missing);
    }

    private static String basics(int port, Path folder) {
        StringBuilder settings = new StringBuilder();
        for (String module :
                List.of("mpm_event", "authn_core", "authz_core", "authz_user", "dir", "mime", "auth_openidc")) {
            settings.append("LoadModule ")
                    .append(module)
                    .append("_module ")
                    .append(MODULES.resolve("mod_" + module + ".so"))
                    .append('\n');
        }
        return settings
                + """
                ServerRoot "%1$s"
                ServerName 127.0.0.1
                Listen 127.0.0.1:%2$d
                PidFile "%1$s/httpd.pid"
                DefaultRuntimeDir "%1$s"
                ErrorLog "%1$s/error.log"
                LogLevel warn auth_openidc:info
                TypesConfig /dev/null
                DocumentRoot "%1$s/pages"
                DirectoryIndex index.html
                %3$s
                """.formatted(
                                folder,
                                port,
                                "root".equals(System.getProperty("user.name")) ? "User www-data\nGroup www-data" : "");
    }

    /** An address of this server. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it complained about. */
    public String log() {
        StringBuilder log = new StringBuilder();
        for (String name : List.of("output.log", "error.log")) {
            Path file = folder.resolve(name);
            try {
                log.append(Files.exists(file) ? Files.readString(file) : "");
            } catch (IOException e) {
                log.append(e);
            }
        }
        return log.toString();
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url("/").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException leftForTheSystem) {
            folder.toFile().deleteOnExit();
        }
    }
}
