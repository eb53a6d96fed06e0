package io.github.kcworkspaces.it.support;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium that Playwright downloads for itself; kept in the user's cache. */
final class ChromiumDownload implements ChromiumFinder.Source {

    /** Else the driver would download three browsers whenever it starts. */
    static final Map<String, String> NOTHING_UNASKED = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    @Override
    public Chromium bring() throws IOException {
        ProcessBuilder driver =
                Driver.ensureDriverInstalled(NOTHING_UNASKED, false).createProcessBuilder();
        driver.command().addAll(List.of("install", "chromium", "--no-shell"));
        Program.run(driver);
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NOTHING_UNASKED))) {
            return Chromium.installed(Path.of(playwright.chromium().executablePath()));
        }
    }
}
