package io.github.kcworkspaces.it.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Chromium: the one that {@code -Dchromium=} or the environment's {@code CHROMIUM} names, else an installed one,
 * else one that somebody brings. Without any, the tests fail: they are never left out.
 */
final class ChromiumFinder {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final @Nullable String named;
    private final @Nullable String path;
    private final List<Source> sources;

    /**
     * @param named the one to take, if any
     * @param path the folders of programs, as the environment has them
     * @param sources who is asked, in this order, when none is installed
     */
    ChromiumFinder(@Nullable String named, @Nullable String path, List<Source> sources) {
        this.named = named;
        this.path = path;
        this.sources = sources;
    }

    static ChromiumFinder ofThisMachine() {
        Map<String, String> environment = System.getenv();
        String named = Settings.optional("chromium");
        return new ChromiumFinder(
                named == null ? environment.get("CHROMIUM") : named,
                environment.get("PATH"),
                List.of(new ChromiumPackage(), new ChromiumDownload()));
    }

    Chromium find() {
        if (named != null && !named.isBlank()) {
            Path executable = Path.of(named);
            if (!isProgram(executable)) {
                throw new IllegalStateException("chromium=" + named + " is not a program");
            }
            return Chromium.installed(executable);
        }
        return onThePath().map(Chromium::installed).orElseGet(this::brought);
    }

    private Optional<Path> onThePath() {
        List<String> folders = path == null ? List.of() : List.of(path.split(File.pathSeparator));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(ChromiumFinder::isProgram)
                .findFirst();
    }

    private Chromium brought() {
        List<String> reasons = new ArrayList<>();
        for (Source source : sources) {
            try {
                return source.bring();
            } catch (IOException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new IllegalStateException(
                "No Chromium for the browser tests: install Chromium or Google Chrome, or name one with -Dchromium=, or"
                        + " install Node 20 or newer with npm and let it reach a registry. "
                        + String.join(" ", reasons));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Somebody who brings a Chromium to a machine that has none. */
    interface Source {

        /**
         * @throws IOException if it cannot, with a sentence that says why
         */
        Chromium bring() throws IOException;
    }
}
