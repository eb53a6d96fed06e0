package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of users and its export as the realm grows, and what a login costs that is remembered. */
final class UserBenchmark {

    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int ROUNDS = 15;
    private static final int PAGES = 20;
    private static final int EXPORT_ROUNDS = 3;
    private static final int LOGIN_ROUNDS = 30;
    private static final int LOGINS = 10;
    private static final int INVITATIONS = 1_000;

    private final KeycloakUnderTest keycloak;
    private final Load load;

    UserBenchmark(KeycloakUnderTest keycloak, Load load) {
        this.keycloak = keycloak;
        this.load = load;
    }

    List<String> run() {
        try (TestRealm small = keycloak.newRealm();
                TestRealm big = keycloak.newRealm();
                TestRealm stock = keycloak.newRealm()) {
            Rbac few = filled(small, FEW);
            Rbac many = filled(big, MANY);
            String last = lastCursor(many);
            List<String> lines = new ArrayList<>(List.of(
                    "## Users",
                    "",
                    "CPU of server and database for a page of 100 users, each a member of two workspaces, for 1,000 rows of an export, and for a login.",
                    "",
                    "| request | CPU ms | of | CPU ms | ratio | half of the rounds |",
                    "|---|---:|---|---:|---:|---:|"));
            lines.add(Benchmarks.row("first page of 100,000", "first page of 1,000", pages(many, "", few, "")));
            lines.add(Benchmarks.row(
                    "last page of 100,000", "first page of 100,000", pages(many, "&after=" + last, many, "")));
            lines.add(Benchmarks.row(
                    "first page of 100,000 by workspace and role",
                    "the same of 1,000",
                    pages(many, "&workspace=w1&role=viewer", few, "&workspace=w1&role=viewer")));
            for (String format : List.of("csv", "xlsx", "json")) {
                lines.add(Benchmarks.row(format + " of 100,000", format + " of 1,000", exports(many, few, format)));
            }
            lines.add(Benchmarks.row(
                    "login, remembered",
                    "login in a realm never enabled",
                    logins(new Login(small, "who-logs-in"), new Login(stock, "who-logs-in"))));
            Login invited = new Login(big, "who-is-invited");
            Login uninvited = new Login(big, "who-is-not");
            new BigWorld(keycloak, big.id()).invitations(invited.email(), INVITATIONS);
            lines.add(Benchmarks.row(
                    "login of somebody with 1,000 pending invitations, among 100,000 others",
                    "login of somebody with none",
                    logins(invited, uninvited)));
            lines.add("");
            return lines;
        }
    }

    private Rbac filled(TestRealm realm, int users) {
        Rbac rbac = Rbac.enable(realm);
        BigWorld world = new BigWorld(keycloak, realm.id());
        List<String> workspaces = List.of(rbac.workspace("w1"), rbac.workspace("w2"));
        for (String workspace : workspaces) {
            world.people(workspace, rbac.role(workspace, "viewer"), users);
        }
        return rbac;
    }

    private static String lastCursor(Rbac rbac) {
        String last = "";
        String next = "";
        while (next != null) {
            last = next;
            Answer page = rbac.admin()
                    .get("/users?max=1000" + (last.isEmpty() ? "" : "&after=" + last))
                    .expect(200);
            next = page.header("X-Next-Cursor").orElse(null);
        }
        return last;
    }

    private Measurement pages(Rbac subject, String of, Rbac peer, String peerOf) {
        return Measurement.inTurns(
                ROUNDS, () -> read(subject, "/users?max=100" + of), () -> read(peer, "/users?max=100" + peerOf));
    }

    private double read(Rbac rbac, String path) {
        Cpu.Reading start = load.used();
        for (int page = 0; page < PAGES; page++) {
            rbac.admin().get(path).expect(200);
        }
        return load.used().since(start) / PAGES;
    }

    private Measurement exports(Rbac many, Rbac few, String format) {
        String path = "/users/export?format=" + format;
        return Measurement.inTurns(EXPORT_ROUNDS, () -> export(many, path) * FEW / MANY, () -> {
            double used = 0;
            for (int round = 0; round < PAGES; round++) {
                used += export(few, path);
            }
            return used / PAGES;
        });
    }

    private double export(Rbac rbac, String path) {
        Cpu.Reading start = load.used();
        rbac.admin().get(path).expect(200);
        return load.used().since(start);
    }

    private Measurement logins(Login subject, Login peer) {
        return Measurement.inTurns(LOGIN_ROUNDS, () -> run(subject), () -> run(peer));
    }

    private double run(Login login) {
        Cpu.Reading start = load.used();
        for (int round = 0; round < LOGINS; round++) {
            login.run();
        }
        return load.used().since(start) / LOGINS;
    }

    /** Somebody who logs in again and again. */
    private static final class Login {

        private final TestRealm realm;
        private final TestClient client;
        private final TestUser user;

        Login(TestRealm realm, String username) {
            this.realm = realm;
            this.client = realm.client("client-of-" + username);
            this.user = realm.user(username);
        }

        String email() {
            return user.email();
        }

        void run() {
            realm.passwordGrant(client, user, Map.of("scope", "openid"));
        }
    }
}
