package io.github.kcworkspaces.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The audit trail: how fast it is sealed and leaves the server, what it adds to a change, and pages of a long one. */
final class AuditBenchmark {

    private static final int ROWS = 1_000_000;
    private static final int OLD = 30;
    private static final Duration LONG = Duration.ofMinutes(15);

    private static final int EVENTS = 20_000;
    private static final int EVENTS_A_PAGE = 100;
    private static final int EXPORT_ROUNDS = 2;

    private static final int A_SECOND = 2_000;
    private static final int PIECES = 10;
    private static final int SECONDS = 20;

    private static final int ROUNDS = 15;
    private static final int PAGES = 20;
    private static final int CHANGES = 400;
    private static final int LOGINS = 100;
    private static final int LOGIN_ROUNDS = 12;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KeycloakUnderTest keycloak;
    private final Load load;

    AuditBenchmark(KeycloakUnderTest keycloak, Load load) {
        this.keycloak = keycloak;
        this.load = load;
    }

    List<String> run() throws InterruptedException {
        try (TestRealm realm = keycloak.newRealm();
                TestRealm quiet = keycloak.newRealm()) {
            Rbac rbac = Rbac.enable(realm);
            String workspace = rbac.workspace("w1");
            BigWorld world = new BigWorld(keycloak, realm.id());
            sealed(world);
            List<String> lines = new ArrayList<>(List.of("## Audit trail", "", "| | |", "|---|---:|"));
            double change = changes(rbac);
            Cpu.Reading start = load.used();
            long began = System.nanoTime();
            world.oldTrail(workspace, ROWS, OLD);
            sealed(world);
            double seconds = (System.nanoTime() - began) / 1e9;
            // The rows are made in the database meanwhile: that is counted, too.
            double sealing = load.used().since(start) / ROWS;
            lines.add(line("rows sealed a second, of " + ROWS + " that waited", "%.0f", ROWS / seconds));
            lines.add(line("CPU ms to seal a row", "%.3f", sealing));
            lines.add(line("CPU ms of a change of a member's roles, with its row sealed", "%.2f", change));
            lines.add(line("of it to seal", "%.1f %%", 100 * sealing / change));
            lines.add(line(
                    "longest that a row waited, of " + A_SECOND + " new ones a second for " + SECONDS + " s",
                    "%d ms",
                    lag(quiet)));
            lines.add("");
            lines.addAll(exports(rbac, quiet));
            lines.addAll(pages(rbac));
            lines.addAll(purge(rbac, world));
            lines.addAll(logins());
            return lines;
        }
    }

    private static void sealed(BigWorld world) {
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> world.waiting().rows() == 0);
    }

    /** Of each change, until its row is sealed. */
    private double changes(Rbac rbac) {
        TestUser user = rbac.realm().user("whose-roles-change");
        rbac.role("w1", "viewer");
        rbac.role("w1", "editor");
        rbac.member("w1", user, "viewer");
        BigWorld world = new BigWorld(keycloak, rbac.realm().id());
        change(rbac, user);
        sealed(world);
        Cpu.Reading start = load.used();
        change(rbac, user);
        sealed(world);
        return load.used().since(start) / CHANGES;
    }

    private static void change(Rbac rbac, TestUser user) {
        for (int number = 0; number < CHANGES; number++) {
            rbac.admin()
                    .put(
                            "/workspaces/w1/members/" + user.id(),
                            Map.of("roles", List.of(number % 2 == 0 ? "editor" : "viewer")))
                    .expect(200);
        }
    }

    /** Writes evenly, faster than people change anything, and looks all the time how long the oldest row waits. */
    private long lag(TestRealm realm) throws InterruptedException {
        Rbac rbac = Rbac.enable(realm);
        String workspace = rbac.workspace("w1");
        BigWorld world = new BigWorld(keycloak, realm.id());
        sealed(world);
        long longest = 0;
        long began = System.nanoTime();
        for (int piece = 0; piece < SECONDS * PIECES; piece++) {
            world.newTrail(workspace, A_SECOND / PIECES);
            long next = began + (piece + 1) * 1_000_000_000L / PIECES;
            do {
                longest = Math.max(longest, world.waiting().milliseconds());
            } while (System.nanoTime() < next);
        }
        return longest;
    }

    /** The whole trail in one answer, against the pages in which Keycloak's own admin events are read. */
    private List<String> exports(Rbac rbac, TestRealm stock) {
        new BigWorld(keycloak, stock.id()).adminEvents(EVENTS);
        RestCaller admin = keycloak.restAsAdmin();
        List<Double> exported = new ArrayList<>();
        List<Double> paged = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= EXPORT_ROUNDS; round++) {
            long began = System.nanoTime();
            for (int first = 0; first < EVENTS; first += EVENTS_A_PAGE) {
                JsonNode page = admin.get("/admin/realms/" + stock.name() + "/admin-events?first=" + first + "&max="
                                + EVENTS_A_PAGE)
                        .expect(200)
                        .json();
                if (page.size() != EVENTS_A_PAGE) {
                    throw new IllegalStateException("A page of " + page.size());
                }
            }
            double stockRate = EVENTS * 1e9 / (System.nanoTime() - began);
            began = System.nanoTime();
            export(rbac);
            double rate = ROWS * 1e9 / (System.nanoTime() - began);
            if (round > 0) {
                exported.add(rate);
                paged.add(stockRate);
                ratios.add(rate / stockRate);
            }
        }
        return List.of(
                "| rows a second, one client | |",
                "|---|---:|",
                line("export of " + ROWS + " rows", "%.0f", mean(exported)),
                line("Keycloak's admin events, " + EVENTS + " in pages of " + EVENTS_A_PAGE, "%.0f", mean(paged)),
                line("ratio", "**%.1f**", mean(ratios)),
                "");
    }

    /** Line by line: all of it would not fit into this process. */
    private void export(Rbac rbac) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rbac.admin().url("/activity/export")))
                .header("Authorization", "Bearer " + keycloak.adminToken())
                .build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            if (lines.count() < ROWS) {
                throw new IllegalStateException("The export is short");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<String> pages(Rbac rbac) {
        JsonNode newest = rbac.admin().get("/activity?max=1").expect(200).json().path(0);
        JsonNode oldest = rbac.admin()
                .get("/activity?max=1&order=oldest")
                .expect(200)
                .json()
                .path(0);
        long middle = (newest.path("at").asLong() + oldest.path("at").asLong()) / 2;
        Measurement deep = Measurement.inTurns(
                ROUNDS, () -> read(rbac, "/activity?max=100&to=" + middle), () -> read(rbac, "/activity?max=100"));
        Measurement last = Measurement.inTurns(
                ROUNDS, () -> read(rbac, "/activity?max=100&order=oldest"), () -> read(rbac, "/activity?max=100"));
        return List.of(
                "| page of 100 rows, of " + ROWS
                        + " | CPU ms | CPU ms of the first page | ratio | half of the rounds |",
                "|---|---:|---:|---:|---:|",
                Benchmarks.row("in the middle", deep),
                Benchmarks.row("the last", last),
                "");
    }

    /** People sign in while all of it goes. */
    private List<String> purge(Rbac rbac, BigWorld world) {
        TestClient client = rbac.realm().client("client-of-who-signs-in");
        TestUser user = rbac.realm().user("who-signs-in");
        for (int warm = 0; warm < LOGINS; warm++) {
            login(rbac.realm(), client, user);
        }
        List<Long> before = new ArrayList<>();
        for (int number = 0; number < LOGINS; number++) {
            before.add(login(rbac.realm(), client, user));
        }
        rbac.admin()
                .put("/settings", Map.of("retention", Map.of("activityDays", OLD - 1)))
                .expect(200);
        Awaitility.await().atMost(LONG).until(() -> world.oldTrail(OLD) < ROWS);
        long left = world.oldTrail(OLD);
        long began = System.nanoTime();
        List<Long> meanwhile = new ArrayList<>();
        while (world.oldTrail(OLD) > 0) {
            meanwhile.add(login(rbac.realm(), client, user));
            if (System.nanoTime() - began > LONG.toNanos()) {
                throw new IllegalStateException(world.oldTrail(OLD) + " rows are left");
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return List.of(
                "| purge of " + ROWS + " rows | before | meanwhile |",
                "|---|---:|---:|",
                line("rows a second", "- | %.0f", left / seconds),
                line("login, median ms", share(before, 0.5) + " | %d", share(meanwhile, 0.5)),
                line("login, 99th of 100, ms", share(before, 0.99) + " | %d", share(meanwhile, 0.99)),
                "");
    }

    /** What it costs that the trail hears of logins. */
    private List<String> logins() {
        try (TestRealm heard = keycloak.newRealm();
                TestRealm unheard = keycloak.newRealm()) {
            Rbac with = Rbac.enable(heard);
            Rbac without = Rbac.enable(unheard);
            unheard.set(settings -> settings.setEventsListeners(List.of()));
            TestUser user = heard.user("who-signs-in");
            TestUser other = unheard.user("who-signs-in");
            HttpRequest login = TokenRequest.login(heard, with.app(), user, "openid");
            HttpRequest plain = TokenRequest.login(unheard, without.app(), other, "openid");
            Measurement measured = Measurement.inTurns(
                    LOGIN_ROUNDS,
                    () -> load.run(LOGINS, number -> login, response -> response.statusCode() == 200),
                    () -> load.run(LOGINS, number -> plain, response -> response.statusCode() == 200));
            return List.of(
                    "| login with a password, CPU ms | with the trail | without | ratio | half of the rounds |",
                    "|---|---:|---:|---:|---:|",
                    Benchmarks.row("scope `openid`", measured),
                    "");
        }
    }

    private static long login(TestRealm realm, TestClient client, TestUser user) {
        long began = System.nanoTime();
        realm.passwordGrant(client, user, Map.of("scope", "openid"));
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static long share(List<Long> times, double share) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    private double read(Rbac rbac, String path) {
        Cpu.Reading start = load.used();
        for (int page = 0; page < PAGES; page++) {
            rbac.admin().get(path).expect(200);
        }
        return load.used().since(start) / PAGES;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static String line(String what, String format, Object value) {
        String line = "| " + what + " | " + String.format(Locale.ROOT, format, value) + " |";
        System.out.println(line);
        return line;
    }
}
