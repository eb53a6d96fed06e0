package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Invitee.CLOSED;
import static io.github.kcworkspaces.it.support.Invitee.wanted;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.Invitee;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Invitations under attack: who is not invited gets nowhere, and learns nothing. */
@OnKeycloak
class InvitationAttackIT {

    private static final int LOOKS = 5;

    private static final String SCANNER = "Mozilla/5.0 (compatible; SafeLinks; link preview)";

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    @Tag("OBN-50")
    void programsThatFollowLinksAnswerNothingAndPagesAreNotKept(TestRealm realm) {
        Rbac rbac = world(realm);
        String id = invite(rbac, "zoe@example.org");
        String link = mails.await("zoe@example.org", 1).link();
        RestCaller scanner = new RestCaller(link, null).with("User-Agent", SCANNER);

        for (int time = 0; time < 5; time++) {
            scanner.head("").expect(200);
            scanner.get("").expect(200);
            scanner.get("?answer=accept").expect(200);
        }
        scanner.form("", Map.of("answer", "decline")).expect(400);
        scanner.form("", Map.of("answer", "accept", "csrf", "")).expect(400);
        scanner.with("Cookie", "KCW_INVITATION=")
                .form("", Map.of("answer", "decline", "csrf", ""))
                .expect(400);
        String elsewhere = Invitee.at(realm, link).csrf();
        scanner.form("", Map.of("answer", "decline", "csrf", elsewhere)).expect(400);
        assertThat(status(rbac, id)).isEqualTo("PENDING");

        for (Answer page :
                List.of(scanner.get(""), new RestCaller(link, null).get("x"), scanner.form("", Map.of("csrf", "x")))) {
            assertThat(page.header("Cache-Control").orElse(""))
                    .as(page.request())
                    .contains("no-store");
            assertThat(page.header("Referrer-Policy")).as(page.request()).contains("no-referrer");
            assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'self'");
        }
    }

    @Test
    @Tag("OBN-50")
    void whatIsNoLinkOfOursLeadsNowhereAndOursLeadsNowhereElse(TestRealm realm) {
        Rbac rbac = world(realm);
        String id = invite(rbac, "zoe@example.org");
        String secret = secret(mails.await("zoe@example.org", 1).link());
        RestCaller anonymous = realm.rbacAnonymous();
        List<String> forged = List.of(
                "null",
                "%00",
                "..%2f..%2fsettings",
                "a".repeat(43),
                secret.substring(1),
                secret + "A",
                flipped(secret),
                id,
                "eyJhbGciOiJub25lIn0.eyJlbWwiOiJ6b2VAZXhhbXBsZS5vcmcifQ.",
                "x".repeat(6_000));
        for (String link : forged) {
            Answer page = anonymous.get("/invitations/" + link);
            assertThat(page.status()).as(link).isBetween(400, 499);
            assertThat(page.text()).as(link).doesNotContain("Workspace w1", "zoe@");
        }
        for (String path : List.of(
                "/login-actions/action-token?key=" + secret,
                "/login-actions/registration?token=" + secret,
                "/login-actions/reset-credentials?key=" + secret)) {
            Answer page = realm.anonymous().get(path);
            assertThat(page.text()).as(path).doesNotContain("Workspace w1", "zoe@");
        }
        assertThat(status(rbac, id)).isEqualTo("PENDING");
        assertThat(realm.admin().users().searchByEmail("zoe@example.org", true)).isEmpty();
    }

    @Test
    void whoInvitesDoesNotLearnWhoHasAnAccount(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser dan = realm.user("dan");
        TestUser ivy = realm.user("ivy");
        rbac.role("w1", "inviter", onType("workspace", "invite"), onType("chatflow", "view"));
        rbac.member("w1", ivy, "inviter");
        RestCaller caller = realm.rbac(ivy);
        invite(rbac, "warm@example.org");

        JsonNode known = inviting(caller, dan.email());
        JsonNode unknown = inviting(caller, "nobody@example.org");

        assertThat(names(known)).isEqualTo(names(unknown));
        for (String name : List.of("status", "mailStatus", "bypass", "roles", "invitedBy", "version")) {
            assertThat(known.path(name)).as(name).isEqualTo(unknown.path(name));
        }
        Iterator<String> nobodies = IntStream.range(0, LOOKS)
                .mapToObj(number -> "no-one-" + number + "@example.org")
                .iterator();
        Iterator<String> users = IntStream.range(0, LOOKS)
                .mapToObj(number -> realm.user("eve-" + number).email())
                .toList()
                .iterator();
        int forNobody = ours(realm, () -> inviting(caller, nobodies.next()));
        assertThat(ours(realm, () -> inviting(caller, users.next())))
                .as("one look more, at whether she is a member here")
                .isBetween(forNobody, forNobody + 1);
    }

    @Test
    void whatIsBehindALinkThatIsNotOpenIsNotToldByTheWorkThatItTakes(TestRealm realm) {
        Rbac rbac = world(realm);
        String id = invite(rbac, "zoe@example.org");
        String revoked = mails.await("zoe@example.org", 1).link();
        rbac.admin().delete("/workspaces/w1/invitations/" + id).expect(204);
        String unknown = realm.url() + "/rbac/invitations/" + "A".repeat(43);
        Invitee.at(realm, unknown);

        assertThat(ours(realm, () -> Invitee.at(realm, revoked)))
                .isEqualTo(ours(realm, () -> Invitee.at(realm, unknown)));
    }

    @Test
    @Tag("OBN-50")
    void whatHasChangedSinceTheInvitationCounts(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ivy = realm.user("ivy");
        rbac.role("w1", "inviter", onType("workspace", "invite"), onType("chatflow", "view"));
        rbac.member("w1", ivy, "inviter");
        String temporary = rbac.role("w1", "temporary", onType("chatflow", "view"));

        String byIvy =
                Rbac.id(realm.rbac(ivy).post("/workspaces/w1/invitations", wanted("anna@example.org", "viewer")));
        String byDisabled =
                Rbac.id(realm.rbac(ivy).post("/workspaces/w1/invitations", wanted("bert@example.org", "viewer")));
        String lessThanBefore = invite(rbac, "cora@example.org");
        String withoutRole =
                Rbac.id(rbac.admin().post("/workspaces/w1/invitations", wanted("dora@example.org", "temporary")));
        rbac.resource("w1", "chatflow", "f1");

        rbac.member("w1", ivy, "viewer");
        assertThat(signUp(realm, "anna").body()).contains("may no longer give this access");
        assertThat(status(rbac, byIvy)).isEqualTo("PENDING");
        rbac.member("w1", ivy, "inviter");
        rbac.admin().patch("/users/" + ivy.id(), Map.of("status", "DISABLED")).expect(200);
        assertThat(signUp(realm, "bert").body()).contains("may no longer give this access");
        assertThat(status(rbac, byDisabled)).isEqualTo("PENDING");

        JsonNode viewer = rbac.admin()
                .get("/workspaces/w1/roles?search=viewer")
                .expect(200)
                .json()
                .get(0);
        rbac.withdraw("w1", viewer.path("id").asText(), onType("chatflow", "view"));
        signUp(realm, "cora");
        assertThat(status(rbac, lessThanBefore)).isEqualTo("ACCEPTED");
        assertThat(rbac.decides(user(realm, "cora"), "view", "w1", "chatflow", "f1"))
                .as("what the role gives now")
                .isFalse();

        rbac.admin().delete("/workspaces/w1/roles/" + temporary).expect(204);
        assertThat(signUp(realm, "dora").status()).isNotEqualTo(200);
        assertThat(realm.admin().users().searchByUsername("dora", true)).isEmpty();

        invite(rbac, "emil@example.org");
        String link = mails.await("emil@example.org", 1).link();
        rbac.admin().put("/workspaces/w1", Map.of("status", "SUSPENDED")).expect(200);
        assertThat(Invitee.at(realm, link).page().body()).contains(CLOSED);
        rbac.admin().put("/workspaces/w1", Map.of("status", "ACTIVE")).expect(200);
        assertThat(Invitee.at(realm, link).page().status()).isEqualTo(200);
        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);
        assertThat(Invitee.at(realm, link).page().body()).contains(CLOSED);
        assertThat(withoutRole).isNotEmpty();
    }

    @Test
    void anAddressBelongsToWhoHasProvedItAndToNoNamesake(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser namesake = realm.user("zoe@example.org", user -> user.setEmail("eve@example.org"));
        String id = invite(rbac, "zoe@example.org");
        RestCaller asNamesake = realm.rbac(namesake);
        assertThat(asNamesake.get("/me/invitations").expect(200).json()).isEmpty();
        asNamesake.post("/me/invitations/" + id + "/accept", Map.of()).expect(404, "INVITATION_NOT_FOUND");

        UserRepresentation changed = realm.admin().users().get(namesake.id()).toRepresentation();
        changed.setEmail("zoe@example.org");
        changed.setEmailVerified(false);
        realm.admin().users().get(namesake.id()).update(changed);
        RestCaller unproved = realm.rbac(namesake);
        assertThat(unproved.get("/me/invitations").expect(200).json()).isEmpty();
        unproved.post("/me/invitations/" + id + "/accept", Map.of()).expect(403, "EMAIL_NOT_VERIFIED");
        assertThat(status(rbac, id)).isEqualTo("PENDING");

        for (String lookAlike : List.of(
                "admin@ex\u0430mple.org",
                "\uFB01nance@example.org",
                "zoe@example.org.",
                "zoe@example.org\u200B",
                "\u202Ezoe@example.org",
                "zoe@example.org, eve@example.org",
                "<zoe@example.org>",
                "z".repeat(320) + "@example.org")) {
            rbac.admin()
                    .post("/workspaces/w1/invitations", wanted(lookAlike, "viewer"))
                    .expect(400);
        }
    }

    @Test
    void mailsAndPagesShowWhatPeopleWriteAsTextAndHaveOneRecipient(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.admin()
                .post("/workspaces", Map.of("alias", "odd", "name", "<a href=//evil.test>Sign in</a> ${7*7} {{7*7}}"))
                .expect(201);
        Map<String, Object> wanted = wanted("zoe@example.org", "member");
        wanted.put("firstName", "<#assign x=1>");
        wanted.put("message", "<img src=x onerror=alert(1)>\nevil.test ${7*7}");
        RestCaller poisoned = rbac.admin()
                .with("X-Forwarded-Host", "evil.test")
                .with("Forwarded", "host=evil.test")
                .with("X-Forwarded-Proto", "https");
        Rbac.id(poisoned.post("/workspaces/odd/invitations", wanted));

        MailServer.Received mail = mails.await("zoe@example.org", 1);
        assertThat(mail.link()).startsWith(realm.url());
        assertThat(mail.subject()).isEqualTo("Invitation to <a href=//evil.test>Sign in</a> ${7*7} {{7*7}}");
        assertThat(mail.html())
                .contains("&lt;a href=//evil.test&gt;", "${7*7}", "&lt;img src=x")
                .doesNotContain("<img src=x", "<a href=//evil", "href=\"evil");
        assertThat(mail.text()).contains("${7*7}");
        assertThat(Invitee.at(realm, mail.link()).page().body())
                .contains("&lt;a href=//evil.test&gt;", "${7*7}", "&lt;img src=x")
                .doesNotContain("<img src=x", "<a href=//evil");

        for (String field : List.of("firstName", "lastName", "email")) {
            for (String tail : List.of("\r\nBcc: eve@example.org", "\u2028x", "\u0000")) {
                Map<String, Object> injected = wanted("dan@example.org", "viewer");
                injected.put(field, injected.get(field) + tail);
                rbac.admin().post("/workspaces/w1/invitations", injected).expect(400);
            }
        }
        assertThat(mails.to("eve@example.org")).isEmpty();
        assertThat(mails.to("dan@example.org")).isEmpty();
    }

    @Test
    void nobodyIsLedToAnAddressThatIsNotTheApplications(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("app", client -> {
            client.setRedirectUris(List.of("https://ok.example/app/*"));
            client.setBaseUrl("https://ok.example/app/");
        });
        for (String evil : List.of(
                "https://evil.example/",
                "//evil.example/",
                "https://ok.example@evil.example/app/",
                "https://ok.example.evil.example/app/",
                "https://ok.example/app/../../evil",
                "https://ok.example/app/%2e%2e/evil",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "\\\\evil.example",
                "https://ok.example/app/\r\nLocation: https://evil.example/",
                "")) {
            Map<String, Object> wanted = wanted("zoe@example.org", "viewer");
            wanted.put("client", app.clientId());
            wanted.put("redirectUri", evil);
            Answer refused = rbac.admin().post("/workspaces/w1/invitations", wanted);
            assertThat(refused.status()).as(evil).isEqualTo(400);
            String landing = new LoginPage(realm)
                    .get(realm.url() + "/rbac/invitations/done?client_id=app&redirect_uri="
                            + URLEncoder.encode(evil, StandardCharsets.UTF_8))
                    .location();
            assertThat(landing).as(evil).doesNotContain("evil");
        }
        Map<String, Object> good = wanted("zoe@example.org", "viewer");
        good.put("client", app.clientId());
        good.put("redirectUri", "https://ok.example/app/start");
        Rbac.id(rbac.admin().post("/workspaces/w1/invitations", good));
        String link = mails.await("zoe@example.org", 1).link();
        ClientRepresentation changed = realm.admin().clients().get(app.uuid()).toRepresentation();
        changed.setRedirectUris(List.of("https://ok.example/elsewhere/*"));
        realm.admin().clients().get(app.uuid()).update(changed);

        Shown landed = Invitee.at(realm, link).signUp("zoe");

        assertThat(landed.location()).as("it is no redirect URI any more").isEqualTo("https://ok.example/app/");
    }

    @Test
    @Tag("FLW-08")
    @Tag("OBN-50")
    void theSecretOfALinkIsInTheMailAndNowhereElse(KeycloakUnderTest keycloak, TestRealm realm) throws SQLException {
        int mark = keycloak.log().mark();
        Rbac rbac = world(realm);
        realm.set(one -> {
            one.setEventsEnabled(true);
            one.setAdminEventsEnabled(true);
            one.setAdminEventsDetailsEnabled(true);
        });
        String id = invite(rbac, "zoe@example.org");
        String secret = secret(mails.await("zoe@example.org", 1).link());
        await().until(() -> !status(rbac, id).isEmpty() && mailed(rbac, id));
        String answers = rbac.admin().get("/workspaces/w1/invitations/" + id).text()
                + rbac.admin().get("/users/export?format=csv").text()
                + rbac.admin().get("/config").text();
        assertThat(tablesWith(keycloak, secret)).as("while it is open").isEmpty();

        Invitee.at(realm, mails.await("zoe@example.org", 1).link()).signUp("zoe");

        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        assertThat(tablesWith(keycloak, secret)).as("when it was used").isEmpty();
        assertThat(tablesWith(keycloak, "correct horse")).isEmpty();
        answers += rbac.admin().get("/workspaces/w1/activity").text()
                + rbac.admin().get("/users/export?format=json").text();
        assertThat(answers).contains("zoe@example.org").doesNotContain(secret);
        assertThat(String.join("\n", keycloak.log().since(mark))).doesNotContain(secret, "correct horse");
    }

    private static boolean mailed(Rbac rbac, String id) {
        return rbac.admin()
                .get("/workspaces/w1/invitations/" + id)
                .json()
                .path("mailStatus")
                .asText()
                .equals("SENT");
    }

    /** All tables of the server, whoever made them. */
    private static Set<String> tablesWith(KeycloakUnderTest keycloak, String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = keycloak.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet result =
                    statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (result.next()) {
                    tables.add(result.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet result = statement.executeQuery(
                        "SELECT 1 FROM " + table + " t WHERE POSITION('" + text + "' IN t::text) > 0 LIMIT 1")) {
                    if (result.next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private Rbac world(TestRealm realm) {
        mails.of(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        return rbac;
    }

    private static String invite(Rbac rbac, String email) {
        return Rbac.id(rbac.admin().post("/workspaces/w1/invitations", wanted(email, "viewer")));
    }

    private static JsonNode inviting(RestCaller caller, String email) {
        return caller.post("/workspaces/w1/invitations", wanted(email, "viewer"))
                .expect(201)
                .json();
    }

    private static String status(Rbac rbac, String id) {
        return rbac.admin()
                .get("/workspaces/w1/invitations/" + id)
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private Shown signUp(TestRealm realm, String name) {
        return Invitee.at(realm, mails.await(name + "@example.org", 1).link()).signUp(name);
    }

    private static TestUser user(TestRealm realm, String name) {
        UserRepresentation user =
                realm.admin().users().searchByUsername(name, true).get(0);
        return new TestUser(user.getId(), name, user.getEmail(), "correct horse");
    }

    private static String secret(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static String flipped(String secret) {
        return (secret.charAt(0) == 'A' ? 'B' : 'A') + secret.substring(1);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * How many statements the request sends to our tables, in the quietest of some looks: mails are sent and rows sealed
     * apart from it.
     */
    private static int ours(TestRealm realm, StatementLog.Action action) {
        return IntStream.range(0, LOOKS)
                .map(look -> realm.keycloak()
                        .statements()
                        .record(action)
                        .ignoring("from kcw_mail|update kcw_mail")
                        .ours()
                        .size())
                .min()
                .orElseThrow();
    }
}
