package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The page at login on which a user with several workspaces picks one. */
@OnKeycloak
class WorkspacePickerIT {

    private static final String TITLE = "Choose a workspace";
    private static final Map<String, String> WORKSPACE = Map.of("scope", "openid workspace");
    private static final Pattern NAME = Pattern.compile("<strong>([^<]+)</strong>");
    private static final Pattern BUTTON = Pattern.compile("name=\"workspace\" value=\"([^\"]+)\"");
    private static final Pattern RESTART = Pattern.compile("location.href='([^']+/restart[^']+)'");

    @Test
    @Tag("FLW-28")
    void whoHasSeveralWorkspacesPicksOneAndTheTokensAreAboutIt(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        LoginPage browser = new LoginPage(realm);

        Shown picker = browser.signIn(browser.open(app, WORKSPACE), ben);
        assertThat(picker.body()).contains(TITLE).doesNotContain("Search by name");
        assertThat(names(picker)).containsExactly("Workspace w1", "Workspace w2");

        Tokens tokens = tokens(realm, app, pick(browser, picker, 1));
        assertThat(alias(tokens)).isEqualTo("w2");
        assertThat(alias(realm.refresh(app, tokens))).isEqualTo("w2");

        Shown again = browser.open(app, WORKSPACE);
        assertThat(names(again))
                .as("with the cookie, without a password")
                .containsExactly("Workspace w1", "Workspace w2");
        assertThat(again.body()).containsOnlyOnce("Used last");
        assertThat(alias(tokens(realm, app, pick(browser, again, 0)))).isEqualTo("w1");

        Map<String, String> anew = new HashMap<>(WORKSPACE);
        anew.put("prompt", "login");
        Shown reauthenticated = browser.submit(browser.open(app, anew), Map.of("password", ben.password()));
        assertThat(names(reauthenticated)).hasSize(2);
        assertThat(alias(tokens(realm, app, pick(browser, reauthenticated, 1)))).isEqualTo("w2");
    }

    @Test
    void nobodyIsAskedWithoutNeed(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient picking = realm.client("picking", TestRealm::picking);
        TestClient plain = realm.client("plain");
        TestUser ben = member(rbac, "ben", "w1", "w2");
        TestUser cleo = member(rbac, "cleo", "w2");
        TestUser dan = realm.user("dan");

        assertThat(claimedBy(realm, picking, cleo, WORKSPACE)).as("only one").isEqualTo("w2");
        assertThat(claimedBy(realm, picking, dan, WORKSPACE)).as("none").isEmpty();
        assertThat(claimedBy(realm, plain, ben, WORKSPACE)).as("the client").isEqualTo("w1");
        assertThat(claimedBy(realm, picking, ben, Map.of("scope", "openid"))).isEmpty();
        assertThat(claimedBy(realm, picking, ben, with("workspace", "w2"))).isEqualTo("w2");
        assertThat(claimedBy(realm, picking, ben, with("workspace_prompt", "none")))
                .isEqualTo("w1");

        LoginPage browser = new LoginPage(realm);
        Shown picker = browser.signIn(browser.open(plain, with("workspace_prompt", "select")), ben);
        assertThat(alias(tokens(realm, plain, pick(browser, picker, 1)))).isEqualTo("w2");
        assertThat(alias(tokens(realm, plain, browser.open(plain, WORKSPACE))))
                .as("used last")
                .isEqualTo("w2");

        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);
        assertThat(claimedBy(realm, picking, ben, WORKSPACE)).as("disabled").isEmpty();
    }

    @Test
    void withoutAPromptNobodyIsAskedAndTheWorkspaceUsedLastGoesOn(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        LoginPage browser = new LoginPage(realm);

        assertThat(browser.open(app, with("prompt", "none")).location()).contains("error=login_required");

        Shown picker = browser.signIn(browser.open(app, WORKSPACE), ben);
        tokens(realm, app, pick(browser, picker, 1));
        assertThat(alias(tokens(realm, app, browser.open(app, with("prompt", "none")))))
                .isEqualTo("w2");
    }

    @Test
    void whatIsNotTheUsersIsRefusedAndHePicksAgain(TestRealm realm, TestRealm other) {
        Rbac rbac = world(realm);
        realm.set(one -> one.setEventsEnabled(true));
        String foreign = rbac.workspace("foreign");
        String elsewhere = Rbac.enable(other).workspace("w1");
        rbac.workspace("suspended");
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2", "suspended");
        rbac.admin().put("/workspaces/suspended", Map.of("status", "SUSPENDED")).expect(200);
        LoginPage browser = new LoginPage(realm);
        Shown page = browser.signIn(browser.open(app, WORKSPACE), ben);

        List<String> wanted = List.of(
                "workspace=" + foreign,
                "workspace=" + elsewhere,
                "workspace=foreign",
                "workspace=suspended",
                "workspace=nowhere",
                "workspace=",
                "workspace=%20w1",
                "workspace=w1%0A",
                "workspace=%00",
                "workspace=" + "a".repeat(10_240),
                "workspace=w1&workspace=w2",
                "workspace=w1%27%20or%201=1");
        for (String form : wanted) {
            page = browser.post(page.action(), form);
            assertThat(page.status()).as(form).isEqualTo(200);
            assertThat(page.code()).as(form).isEmpty();
            assertThat(page.body()).as(form).contains(TITLE, "You do not belong to that workspace.");
            assertThat(names(page)).containsExactly("Workspace w1", "Workspace w2");
        }
        assertThat(realm.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0, 100))
                .as("each is logged once")
                .extracting(EventRepresentation::getError)
                .containsOnly("not_allowed")
                .hasSize(wanted.size());

        assertThat(alias(tokens(realm, app, pick(browser, page, 0)))).isEqualTo("w1");
    }

    @Test
    void aFormThatWasSentAlreadyOrIsAnothersGivesNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        TestUser cleo = member(rbac, "cleo", "w1", "w2");
        LoginPage bens = new LoginPage(realm);
        LoginPage cleos = new LoginPage(realm);
        Shown bensPage = bens.signIn(bens.open(app, WORKSPACE), ben);
        Shown cleosPage = cleos.signIn(cleos.open(app, WORKSPACE), cleo);
        String pickFirst = "workspace=" + ids(bensPage).get(0);

        for (LoginPage stranger : List.of(new LoginPage(realm), cleos)) {
            assertThat(stranger.post(bensPage.action(), pickFirst).code()).isEmpty();
        }
        Shown done = pick(bens, bensPage, 1);
        assertThat(done.code()).isPresent();
        assertThat(bens.post(bensPage.action(), pickFirst).code()).as("again").isEmpty();
        assertThat(alias(tokens(realm, app, done))).isEqualTo("w2");
        Tokens of = tokens(realm, app, pick(cleos, cleosPage, 0));
        assertThat(of.accessClaims().path("preferred_username").asText()).isEqualTo("cleo");
    }

    @Test
    void aLoginThatStartsAgainForgetsWhatWasPicked(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w3");
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        TestUser cleo = member(rbac, "cleo", "w2", "w3");
        UserRepresentation inDebt = realm.admin().users().get(ben.id()).toRepresentation();
        inDebt.setRequiredActions(List.of("UPDATE_PASSWORD"));
        realm.admin().users().get(ben.id()).update(inDebt);
        LoginPage browser = new LoginPage(realm);
        Shown picker = browser.signIn(browser.open(app, WORKSPACE), ben);
        Matcher restart = RESTART.matcher(picker.body());
        assertThat(restart.find()).isTrue();

        Shown owed = pick(browser, picker, 0);
        assertThat(owed.code())
                .as("what the user still has to do is not skipped")
                .isEmpty();
        assertThat(owed.body()).contains("password-new");

        Shown anew = browser.get(realm.keycloak().baseUrl() + restart.group(1).replace("&amp;", "&"));
        Shown cleos = browser.signIn(anew, cleo);
        assertThat(names(cleos)).containsExactly("Workspace w2", "Workspace w3");
        assertThat(alias(tokens(realm, app, pick(browser, cleos, 1)))).isEqualTo("w3");
    }

    @Test
    void anAccountAdminPicksFromAll(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        rbac.giveClientRoles(ada.id(), "manage");
        TestClient app = realm.client("picking", TestRealm::picking);
        LoginPage browser = new LoginPage(realm);

        Shown picker = browser.signIn(browser.open(app, WORKSPACE), ada);

        assertThat(names(picker)).containsExactly("Default", "Workspace w1", "Workspace w2");
        assertThat(alias(tokens(realm, app, pick(browser, picker, 2)))).isEqualTo("w2");
    }

    @Test
    void whoComesFromAnIdentityProviderPicksAsWell(TestRealm realm, TestRealm elsewhere) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        TestUser there = elsewhere.user("ben");
        TestClient broker = elsewhere.client(
                "the-broker", client -> client.setRedirectUris(List.of(realm.url() + "/broker/elsewhere/endpoint*")));
        identityProvider(realm, elsewhere, broker);
        FederatedIdentityRepresentation link = new FederatedIdentityRepresentation();
        link.setIdentityProvider("elsewhere");
        link.setUserId(there.id());
        link.setUserName("ben");
        realm.admin()
                .users()
                .get(ben.id())
                .addFederatedIdentity("elsewhere", link)
                .close();
        LoginPage browser = new LoginPage(realm);

        Shown picker = browser.signIn(browser.open(app, with("kc_idp_hint", "elsewhere")), there);

        assertThat(names(picker)).containsExactly("Workspace w1", "Workspace w2");
        assertThat(alias(tokens(realm, app, pick(browser, picker, 1)))).isEqualTo("w2");
    }

    @Test
    void theFirstPageOfAThousandCostsAsMuchAsOneOfTwelve(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser few = realm.user("few");
        TestUser many = realm.user("many");
        IntStream.range(0, 1_000).parallel().forEach(number -> {
            String alias = "many-" + (1_000 + number);
            rbac.workspace(alias);
            rbac.member(alias, many, "member");
            if (number < 12) {
                rbac.member(alias, few, "member");
            }
        });
        Map<String, List<String>> costs = new HashMap<>();
        for (TestUser user : List.of(few, many)) {
            LoginPage browser = new LoginPage(realm);
            Shown start = browser.open(app, WORKSPACE);
            Shown[] picker = new Shown[1];
            StatementLog.Recording recording =
                    realm.keycloak().statements().record(() -> picker[0] = browser.signIn(start, user));
            costs.put(user.username(), recording.ours());
            assertThat(names(picker[0])).hasSize(10);
            Shown shown = browser.submit(picker[0], Map.of("search", "", "first", "10"));
            assertThat(names(shown)).first().isEqualTo("Workspace many-1010");
        }
        assertThat(costs.get("many")).hasSameSizeAs(costs.get("few")).hasSizeLessThanOrEqualTo(6);

        LoginPage browser = new LoginPage(realm);
        Shown page = browser.signIn(browser.open(app, WORKSPACE), many);
        assertThat(page.body()).contains("of 1,000").contains("Search by name");
        page = browser.submit(page, Map.of("search", "MANY-19"));
        assertThat(names(page)).hasSize(10).allMatch(name -> name.startsWith("Workspace many-19"));
        assertThat(page.body()).contains("of 100");
        page = browser.submit(page, Map.of("search", "MANY-19", "first", "90"));
        assertThat(names(page)).hasSize(10).last().isEqualTo("Workspace many-1999");
        for (String nonsense : List.of("-1", "x", "99999999999", "2147483647")) {
            page = browser.submit(page, Map.of("first", nonsense));
            assertThat(page.body()).as(nonsense).contains(TITLE);
        }
        page = browser.submit(page, Map.of("search", "nothing like that"));
        assertThat(names(page)).isEmpty();
        page = browser.submit(page, Map.of("search", "many-1777"));
        assertThat(alias(tokens(realm, app, pick(browser, page, 0)))).isEqualTo("many-1777");
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        realm.withWorkspacePicker();
        rbac.workspace("w1");
        rbac.workspace("w2");
        return rbac;
    }

    private static TestUser member(Rbac rbac, String username, String... workspaces) {
        TestUser user = rbac.realm().user(username);
        for (String workspace : workspaces) {
            rbac.member(workspace, user, "member");
        }
        return user;
    }

    private static void identityProvider(TestRealm realm, TestRealm elsewhere, TestClient broker) {
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias("elsewhere");
        provider.setProviderId("keycloak-oidc");
        provider.setEnabled(true);
        provider.setPostBrokerLoginFlowAlias("workspaces after an identity provider");
        String openid = elsewhere.url() + "/protocol/openid-connect";
        provider.setConfig(new HashMap<>(Map.of(
                "authorizationUrl",
                openid + "/auth",
                "tokenUrl",
                openid + "/token",
                "clientId",
                broker.clientId(),
                "clientSecret",
                broker.secret(),
                "clientAuthMethod",
                "client_secret_post",
                "defaultScope",
                "openid",
                "issuer",
                elsewhere.url(),
                "useJwksUrl",
                "true",
                "jwksUrl",
                openid + "/certs",
                "validateSignature",
                "true")));
        realm.admin().identityProviders().create(provider).close();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> parameters = new HashMap<>(WORKSPACE);
        parameters.put(name, value);
        return parameters;
    }

    private static List<String> names(Shown page) {
        return all(NAME, page);
    }

    private static List<String> ids(Shown page) {
        return all(BUTTON, page);
    }

    private static List<String> all(Pattern pattern, Shown page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(page.body());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Shown pick(LoginPage browser, Shown page, int index) {
        assertThat(ids(page)).as(page.location() + page.body()).hasSizeGreaterThan(index);
        return browser.submit(page, Map.of("workspace", ids(page).get(index)));
    }

    private static Tokens tokens(TestRealm realm, TestClient app, Shown shown) {
        assertThat(shown.code()).as(shown.location() + shown.body()).isPresent();
        return Tokens.of(realm.redeem(app, shown.code().orElseThrow(), Map.of()));
    }

    private static String claimedBy(TestRealm realm, TestClient app, TestUser user, Map<String, String> parameters) {
        return alias(Tokens.of(realm.redeem(app, new LoginPage(realm).code(app, user, parameters), Map.of())));
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
