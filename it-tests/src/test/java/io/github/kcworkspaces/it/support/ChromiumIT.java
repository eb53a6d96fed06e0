package io.github.kcworkspaces.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the browser tests look for a Chromium; it needs no server. */
class ChromiumIT {

    private static final Chromium PACKAGED = new Chromium(Path.of("/packaged"), Map.of("LD_LIBRARY_PATH", "/lib"));

    @TempDir
    Path folder;

    @Test
    void theNamedOneIsTakenBeforeAnInstalledOne() throws IOException {
        Path installed = program("bin/chromium");
        Path named = program("mine/chrome");

        assertThat(finder(named.toString(), installed.getParent(), () -> PACKAGED)
                        .find())
                .isEqualTo(Chromium.installed(named));
    }

    @Test
    void aNamedOneThatIsNoProgramIsRefused() throws IOException {
        Path installed = program("bin/chromium");

        assertThatThrownBy(() -> finder("/nowhere/chrome", installed.getParent(), () -> PACKAGED)
                        .find())
                .hasMessage("chromium=/nowhere/chrome is not a program");
    }

    @Test
    void anInstalledOneIsTakenBeforeWhatAPackageBrings() throws IOException {
        Path installed = program("bin/google-chrome");

        assertThat(finder(null, installed.getParent(), () -> PACKAGED).find()).isEqualTo(Chromium.installed(installed));
    }

    @Test
    void aFileThatCannotBeRunIsNotAnInstalledOne() throws IOException {
        Files.createFile(folder.resolve("chromium"));

        assertThat(finder(null, folder, () -> PACKAGED).find()).isEqualTo(PACKAGED);
    }

    @Test
    void whoeverCannotBringOneIsFollowedByTheNext() {
        assertThat(finder(null, folder, cannot("No npm."), () -> PACKAGED).find())
                .isEqualTo(PACKAGED);
    }

    @Test
    void withoutAnyTheTestsFailAndSayWhatToInstall() {
        assertThatThrownBy(() -> finder(null, folder, cannot("No npm."), cannot("No network."))
                        .find())
                .hasMessageContaining("install Chromium or Google Chrome")
                .hasMessageContaining("Node 20")
                .hasMessageEndingWith("No npm. No network.");
    }

    private static ChromiumFinder finder(String named, Path path, ChromiumFinder.Source... sources) {
        return new ChromiumFinder(named, path.toString(), List.of(sources));
    }

    private static ChromiumFinder.Source cannot(String reason) {
        return () -> {
            throw new IOException(reason);
        };
    }

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
