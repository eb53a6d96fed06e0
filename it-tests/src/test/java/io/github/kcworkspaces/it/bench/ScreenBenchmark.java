package io.github.kcworkspaces.it.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.Browsers;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What an administrator waits for: the list of workspaces, the matrix of permissions, and the scripts behind them. */
final class ScreenBenchmark {

    private static final int ROUNDS = 15;
    private static final int MATRIX_ROUNDS = 7;
    private static final int ENTRIES = 20;
    private static final int WIDGETS = 10_000;
    private static final int ROLES = 20;
    private static final int STEPS = 100;
    private static final String MATRIX = "/workspaces/matrix/permissions?view=roles&type=widget";

    /**
     * Tells when rows of a list or of the matrix were first painted: milliseconds since the document began, and since then
     * until the browser had nothing more to do.
     */
    private static final String WATCH = """
            window.kcwWatch = () => new Promise((done) => {
              const look = () => {
                const rows = document.querySelectorAll("main tbody tr td a, [data-testid^=kcw-row-]");
                if (rows.length < 6) return false;
                observer.disconnect();
                requestAnimationFrame(() => {
                  const channel = new MessageChannel();
                  channel.port1.onmessage = () => {
                    const painted = performance.now();
                    requestIdleCallback(() => done([painted, performance.now()]));
                  };
                  channel.port2.postMessage(0);
                });
                return true;
              };
              const observer = new MutationObserver(look);
              if (!look()) observer.observe(document, { childList: true, subtree: true });
            });
            window.kcwShown = window.kcwWatch();
            """;

    /** Of four places of the matrix, at how many there is no row, or one that still loads. */
    private static final String BLANK = "() => new Promise(done => requestAnimationFrame(() => {"
            + " const grid = document.querySelector('[data-testid=kcw-matrix]').getBoundingClientRect();"
            + " done([0.2, 0.4, 0.6, 0.8].filter(part => {"
            + " const at = document.elementFromPoint(grid.left + 60, grid.top + grid.height * part);"
            + " const row = at && at.closest('[role=row]');"
            + " return !row || row.hasAttribute('aria-busy'); }).length); }))";

    private final KeycloakUnderTest keycloak;

    ScreenBenchmark(KeycloakUnderTest keycloak) {
        this.keycloak = keycloak;
    }

    List<String> run() {
        try (TestRealm stock = keycloak.newRealm();
                TestRealm ours = keycloak.newRealm();
                Browsers browsers = Browsers.start(keycloak)) {
            Rbac rbac = fill(stock, ours);
            Console theirs = new Console(browsers.open("bench.stock"), stock);
            Console own = new Console(browsers.open("bench.workspaces"), ours);
            List<String> lines = new ArrayList<>(List.of(
                    "## Screens",
                    "",
                    "In one Chromium, in turns: milliseconds from the start of the document until the first rows are painted,",
                    "everything cached that a browser caches. 20 users, 20 workspaces.",
                    "",
                    "| page | ms | Users of the stock console, ms | ratio | half of the rounds |",
                    "|---|---:|---:|---:|---:|"));
            lines.add(Benchmarks.row("list of workspaces", inTurns(own, "/workspaces", theirs, "/users")));
            lines.add(Benchmarks.row("Users in the console with workspaces", inTurns(own, "/users", theirs, "/users")));
            lines.addAll(bytes(theirs, own));
            lines.addAll(matrix(rbac, own));
            return lines;
        }
    }

    private static Rbac fill(TestRealm stock, TestRealm ours) {
        stock.set(realm -> realm.setAdminTheme("keycloak.v2"));
        ours.set(realm -> realm.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(ours);
        for (int number = 1; number < ENTRIES; number++) {
            stock.user("user-" + number);
            ours.user("user-" + number);
            rbac.workspace("workspace-" + number);
        }
        return rbac;
    }

    private static Measurement inTurns(Console subject, String page, Console peer, String peerPage) {
        List<Double> subjects = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double peerShown = peer.load(peerPage).get(0);
            double shown = subject.load(page).get(0);
            if (round > 0) {
                peers.add(peerShown);
                subjects.add(shown);
            }
        }
        return new Measurement(subjects, peers);
    }

    private static List<String> bytes(Console stock, Console ours) {
        int before = stock.scripts(List.of("/users"));
        int same = ours.scripts(List.of("/users"));
        int all = ours.scripts(List.of(
                "/users",
                "/workspaces",
                "/workspaces/default/overview",
                "/workspaces/default/members",
                "/workspaces/default/roles",
                "/workspaces/default/permissions",
                "/workspaces/default/resources",
                "/workspaces/default/activity",
                "/workspaces/default/settings",
                "/workspaces/default/who-can",
                "/workspaces/default/decision",
                "/template-roles",
                "/resource-types",
                "/workspace-settings"));
        return List.of(
                "",
                "Scripts and styles that a browser loads, compressed by gzip.",
                "",
                "| pages | kB | more than stock, kB |",
                "|---|---:|---:|",
                shown(String.format(Locale.ROOT, "| Users, stock console | %d | – |", before / 1024)),
                shown(String.format(
                        Locale.ROOT,
                        "| Users, console with workspaces | %d | %d |",
                        same / 1024,
                        (same - before) / 1024)),
                shown(String.format(
                        Locale.ROOT, "| and all pages of ours | %d | **%d** |", all / 1024, (all - before) / 1024)));
    }

    private List<String> matrix(Rbac rbac, Console console) {
        String workspace = rbac.workspace("matrix");
        String connector = rbac.resource("matrix", "data-connector", "c1");
        BigWorld world = new BigWorld(keycloak, rbac.realm().id());
        world.widgets(workspace, connector, WIDGETS);
        for (int number = 0; number < ROLES; number++) {
            world.grants(workspace, rbac.role("matrix", "role-" + number), number, ROLES / 4);
        }
        List<Double> loaded = new ArrayList<>();
        List<Double> opened = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        for (int round = 0; round <= MATRIX_ROUNDS; round++) {
            List<Double> load = console.load(MATRIX);
            List<Double> open = console.openFrom("/workspaces/matrix/overview", MATRIX);
            if (round > 0) {
                loaded.add(load.get(1));
                opened.add(open.get(0));
                ready.add(open.get(1));
            }
        }
        int blank = console.blankWhileScrolling();
        return List.of(
                "",
                "The matrix of 10,000 widgets and 20 roles.",
                "",
                "| what | |",
                "|---|---:|",
                shown(String.format(Locale.ROOT, "| opened in the console, rows painted | %.0f ms |", median(opened))),
                shown(String.format(
                        Locale.ROOT, "| opened in the console, nothing left to do | **%.0f ms** |", median(ready))),
                shown(String.format(
                        Locale.ROOT,
                        "| opened by its address, console included, nothing left to do | %.0f ms |",
                        median(loaded))),
                shown(String.format(
                        Locale.ROOT, "| blank rows while scrolling, of %d looked at | %d |", STEPS * 4, blank)),
                "");
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String shown(String row) {
        System.out.println(row);
        return row;
    }

    private static int compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size();
    }

    /** A browser that is logged in to a realm's console. */
    private static final class Console {

        private final AdminBrowser browser;
        private final Page page;
        private final TestRealm realm;
        private final Map<String, Response> scripts = new HashMap<>();

        Console(AdminBrowser browser, TestRealm realm) {
            this.browser = browser;
            this.realm = realm;
            this.page = browser.page();
            page.addInitScript(WATCH);
            page.onResponse(this::keep);
            TestUser ada = realm.administrator("ada");
            browser.login(realm, ada);
        }

        /** When rows were painted, and when nothing was left to do, after a load of the whole console. */
        List<Double> load(String path) {
            page.navigate("about:blank");
            browser.open(path);
            return numbers(page.evaluate("() => window.kcwShown"));
        }

        /** The same after a click within the console. */
        List<Double> openFrom(String start, String path) {
            browser.open(start);
            return numbers(page.evaluate(
                    "hash => { const start = performance.now(); location.hash = hash;"
                            + " return window.kcwWatch().then(times => times.map(time => time - start)); }",
                    "#/" + realm.name() + path));
        }

        /** Compressed bytes of all scripts and styles of these pages, loaded from the start. */
        int scripts(List<String> paths) {
            scripts.clear();
            page.navigate("about:blank");
            for (String path : paths) {
                browser.open(path);
            }
            page.waitForLoadState(LoadState.NETWORKIDLE);
            return scripts.values().stream()
                    .mapToInt(response -> compressed(response.body()))
                    .sum();
        }

        private void keep(Response response) {
            String kind = response.request().resourceType();
            if (response.ok() && (kind.equals("script") || kind.equals("stylesheet"))) {
                scripts.put(response.url(), response);
            }
        }

        int blankWhileScrolling() {
            page.getByTestId("kcw-matrix").hover();
            int blank = 0;
            for (int step = 0; step < STEPS; step++) {
                page.mouse().wheel(0, 600);
                blank += (Integer) page.evaluate(BLANK);
            }
            return blank;
        }

        private static List<Double> numbers(Object found) {
            return ((List<?>) found)
                    .stream().map(number -> ((Number) number).doubleValue()).toList();
        }
    }
}
