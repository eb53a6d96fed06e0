package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** From one workspace into another without a new login, and what does not get one there. */
@OnKeycloak
class SwitchingIT {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    @Test
    @Tag("FLW-28")
    void aTokenIsExchangedForOneOfAnotherWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("spa", SwitchingIT::exchanging);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        Tokens inSecond = realm.passwordGrant(app, ben, asking("w2"));

        assertThat(alias(exchange(realm, app, inSecond, Map.of()))).isEqualTo("w2");
        assertThat(alias(exchange(realm, app, inSecond, Map.of("workspace", "w1"))))
                .isEqualTo("w1");
        for (String wanted : List.of("w3", "nowhere", " ", "a".repeat(10_240))) {
            assertThat(error(exchange(realm, app, inSecond, Map.of("workspace", wanted))))
                    .isEqualTo("400 invalid_request");
        }
    }

    @Test
    void anotherClientGetsNoWiderTokenThanWasHandedToIt(TestRealm realm) {
        Rbac rbac = world(realm);
        TestClient app = realm.client("spa", SwitchingIT::exchanging);
        TestClient backend = realm.client("backend", SwitchingIT::exchanging);
        TestUser ben = member(rbac, "ben", "default", "w1", "w2");
        Tokens inSecond = realm.passwordGrant(app, ben, asking("w2"));

        assertThat(alias(exchange(realm, backend, inSecond, Map.of()))).isEqualTo("w2");
        assertThat(alias(exchange(realm, backend, inSecond, Map.of("workspace", "w2"))))
                .isEqualTo("w2");
        for (String wanted : List.of("w1", "default", "w3", "nowhere")) {
            assertThat(error(exchange(realm, backend, inSecond, Map.of("workspace", wanted))))
                    .as(wanted)
                    .isEqualTo("400 invalid_request");
        }
        for (String scope : List.of("openid workspace:w1", "openid workspace workspace:w2")) {
            assertThat(error(exchange(realm, backend, inSecond, Map.of("scope", scope))))
                    .isEqualTo("400 invalid_scope");
        }
        Tokens again = Tokens.of(exchange(realm, backend, inSecond, Map.of()));
        assertThat(error(exchange(realm, app, again, Map.of("workspace", "w1"))))
                .as("back along the chain")
                .isEqualTo("400 invalid_request");
        for (String broken : List.of("", "nonsense", inSecond.refresh())) {
            Tokens subject = new Tokens(broken, "", "");
            assertThat(exchange(realm, backend, subject, Map.of()).status()).isEqualTo(400);
        }

        rbac.admin().delete("/workspaces/w2/members/" + ben.id()).expect(204);
        assertThat(error(exchange(realm, backend, inSecond, Map.of())))
                .as("lost since")
                .isEqualTo("400 invalid_request");
    }

    @Test
    @Tag("FLW-61")
    void anOfflineTokenSwitchesAndFallsBackLikeAnyOther(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben", "default", "w1", "w2");
        Map<String, String> form = new HashMap<>(asking("w1"));
        form.put("scope", "openid workspace offline_access");
        Tokens offline = rbac.login(ben, form);
        assertThat(realm.admin().users().get(ben.id()).getUserSessions())
                .as("of the session without the offline one nothing is left")
                .isEmpty();

        assertThat(alias(realm.refresh(rbac.app(), offline, Map.of("workspace", "w2"))))
                .isEqualTo("w2");
        assertThat(alias(realm.refresh(rbac.app(), offline))).isEqualTo("w2");
        assertThat(error(refresh(rbac, offline, "workspace=w3"))).isEqualTo("400 invalid_request");
        rbac.admin().delete("/workspaces/w2/members/" + ben.id()).expect(204);
        assertThat(alias(realm.refresh(rbac.app(), offline))).isEqualTo("default");
    }

    @Test
    void twoTabsThatRefreshAtTheSameTimeStayApart(TestRealm realm) throws Exception {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        Tokens shared = rbac.login(ben, asking("w1"));
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> refreshing = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                String wanted = number % 2 == 0 ? "w1" : "w2";
                refreshing.add(() ->
                        List.of(wanted, alias(realm.refresh(rbac.app(), shared, Map.of("workspace", wanted)))));
            }
            for (Future<List<String>> tab : tabs.invokeAll(refreshing)) {
                assertThat(tab.get().get(1)).isEqualTo(tab.get().get(0));
            }
        } finally {
            tabs.shutdown();
        }
    }

    @Test
    void codesOfTwoTabsKeepWhatWasPickedInEach(TestRealm realm) {
        Rbac rbac = world(realm);
        realm.withWorkspacePicker();
        TestClient app = realm.client("picking", TestRealm::picking);
        TestUser ben = member(rbac, "ben", "w1", "w2");
        LoginPage browser = new LoginPage(realm);
        browser.submit(browser.signIn(browser.open(app, withNonce("none")), ben), Map.of("workspace", "w1"));
        LoginPage.Shown first = browser.open(app, withNonce("one"));
        LoginPage.Shown second = browser.open(app, withNonce("two"));

        String codeOfFirst =
                browser.submit(first, Map.of("workspace", "w1")).code().orElseThrow();
        String codeOfSecond =
                browser.submit(second, Map.of("workspace", "w2")).code().orElseThrow();

        Tokens tokensOfFirst = Tokens.of(realm.redeem(app, codeOfFirst, Map.of()));
        Tokens tokensOfSecond = Tokens.of(realm.redeem(app, codeOfSecond, Map.of()));
        assertThat(List.of(alias(tokensOfFirst), alias(tokensOfSecond))).containsExactly("w1", "w2");
        assertThat(alias(realm.refresh(app, tokensOfFirst, Map.of("workspace", "w1"))))
                .isEqualTo("w1");
        assertThat(alias(realm.refresh(app, tokensOfSecond, Map.of("workspace", "w2"))))
                .isEqualTo("w2");
    }

    @Test
    void nonsenseIsRefusedAndNothingChanges(TestRealm realm, TestRealm other) {
        Rbac rbac = world(realm);
        String elsewhere = Rbac.enable(other).workspace("elsewhere");
        Rbac.of(other).workspace("w3");
        TestUser ben = member(rbac, "ben", "w1", "w2");
        Tokens tokens = rbac.login(ben, asking("w1"));
        SoftAssertions all = new SoftAssertions();

        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("twice", "workspace=w1&workspace=w2");
        forms.put("twice the same", "workspace=w1&workspace=w1");
        forms.put("10 kB", "workspace=" + "a".repeat(10_240));
        forms.put("another realm's", "workspace=" + elsewhere);
        forms.put("an alias that both realms have", "workspace=w3");
        forms.put("a line feed", "workspace=w2%0A");
        forms.put("NUL", "workspace=w2%00");
        forms.put("NUL alone", "workspace=%00");
        forms.put("C1", "workspace=w2%C2%85");
        forms.put("no UTF-8", "workspace=%FF%FE");
        forms.put("another case", "workspace=W2");
        forms.put("blank", "workspace=%20");
        forms.put("a pattern", "workspace=w%25");
        forms.put(
                "a flood",
                IntStream.range(0, 200).mapToObj(n -> "workspace=w" + n).collect(Collectors.joining("&")));
        forms.forEach((name, form) ->
                all.assertThat(error(refresh(rbac, tokens, form))).as(name).isEqualTo("400 invalid_request"));
        all.assertThat(alias(Tokens.of(refresh(rbac, tokens, "workspace="))))
                .as("without a value, as if it were not there")
                .isEqualTo("w1");
        all.assertThat(alias(realm.refresh(rbac.app(), tokens)))
                .as("still good")
                .isEqualTo("w1");
        all.assertAll();
    }

    /** Keycloak leaves out a scope of more than 4,000 characters: then there is no scope of ours at all. */
    @Test
    void aFloodOfScopesGivesNothingAndTakesNoTime(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben", "w1");
        for (int scopes : List.of(250, 5_000)) {
            String flood =
                    IntStream.range(0, scopes).mapToObj(n -> "workspace:w" + n).collect(Collectors.joining(" "));
            Map<String, String> form = Map.of(
                    "grant_type",
                    "password",
                    "username",
                    ben.username(),
                    "password",
                    ben.password(),
                    "scope",
                    "openid workspace " + flood);
            long quickest = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 3; attempt++) {
                long start = System.nanoTime();
                Answer answer = realm.token(rbac.app(), form);
                quickest = Math.min(quickest, (System.nanoTime() - start) / 1_000_000);
                assertThat(claimed(answer)).isEmpty();
                assertThat(error(answer)).isEqualTo(scopes == 250 ? "400 invalid_scope" : "200");
            }
            assertThat(quickest).as("milliseconds").isLessThan(1_000);
        }
    }

    @Test
    @Tag("FLW-28")
    void aSwitcherListsWhatOneMaySwitchTo(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben", "default", "w1", "w2");
        rbac.workspace("suspended");
        rbac.member("suspended", ben, "member");
        rbac.admin().put("/workspaces/suspended", Map.of("status", "SUSPENDED")).expect(200);
        RestCaller inSecond = realm.rbac(rbac.login(ben, asking("w2")).access());

        Answer all = inSecond.get("/me/workspaces").expect(200);
        assertThat(all.json().findValuesAsText("alias")).containsExactly("default", "w1", "w2");
        assertThat(all.json().findValuesAsText("active")).containsExactly("false", "false", "true");
        assertThat(all.header("X-Total-Count")).hasValue("3");
        JsonNode page = inSecond.get("/me/workspaces?first=1&max=1").expect(200).json();
        assertThat(page.findValuesAsText("alias")).containsExactly("w1");
        assertThat(inSecond.get("/me/workspaces?search=SPACE%20W").json().findValuesAsText("alias"))
                .containsExactly("w1", "w2");
        assertThat(inSecond.get("/me").json().at("/activeWorkspace/alias").asText())
                .isEqualTo("w2");

        RestCaller withoutClaim = realm.rbac(ben);
        assertThat(withoutClaim.get("/me/workspaces").json().findValuesAsText("active"))
                .as("what one falls back to")
                .containsExactly("true", "false", "false");
    }

    @Test
    void whatIsDisabledGivesNoClaimByAnyGrant(TestRealm realm) {
        SoftAssertions all = new SoftAssertions();
        disabled(
                all,
                realm,
                "workspace",
                "400 invalid_request",
                (rbac, ben) -> rbac.admin()
                        .put("/workspaces/w1", Map.of("status", "SUSPENDED"))
                        .expect(200));
        disabled(
                all,
                realm,
                "member",
                "400 invalid_request",
                (rbac, ben) -> rbac.admin()
                        .put("/workspaces/w1/members/" + ben.id(), Map.of("status", "SUSPENDED"))
                        .expect(200));
        disabled(
                all,
                realm,
                "realm",
                "200",
                (rbac, ben) ->
                        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200));
        disabled(all, realm, "user", "400", (rbac, ben) -> {
            UserResource user = rbac.realm().admin().users().get(ben.id());
            UserRepresentation disabled = user.toRepresentation();
            disabled.setEnabled(false);
            user.update(disabled);
        });
        all.assertAll();
    }

    @FunctionalInterface
    private interface Disabling {
        void disable(Rbac rbac, TestUser ben);
    }

    /** @param refusal how the answers begin */
    private static void disabled(
            SoftAssertions all, TestRealm parent, String what, String refusal, Disabling disabling) {
        try (TestRealm realm = parent.keycloak().newRealm()) {
            Rbac rbac = world(realm);
            TestClient app = realm.client("spa", SwitchingIT::exchanging);
            TestUser ben = member(rbac, "ben", "default", "w1");
            Tokens online = realm.passwordGrant(app, ben, asking("w1"));
            Map<String, String> offlineForm = new HashMap<>(asking("w1"));
            offlineForm.put("scope", "openid workspace offline_access");
            Tokens offline = realm.passwordGrant(app, ben, offlineForm);
            String code = new LoginPage(realm).code(app, ben, asking("w1"));
            rbac.resource("w1", "chatflow", "f1");
            all.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
            RestCaller decisionPoint = rbac.asDecisionPoint();

            disabling.disable(rbac, ben);

            Map<String, Answer> answers = new LinkedHashMap<>();
            answers.put("code", realm.redeem(app, code, Map.of()));
            answers.put("refresh", realm.token(app, refreshForm(online)));
            answers.put("offline", realm.token(app, refreshForm(offline)));
            answers.put("exchange", exchange(realm, app, online, Map.of("workspace", "w1")));
            Map<String, String> password = new HashMap<>(asking("w1"));
            password.putAll(Map.of("grant_type", "password", "username", "ben", "password", ben.password()));
            answers.put("password", realm.token(app, password));
            answers.forEach((grant, answer) -> {
                all.assertThat(error(answer)).as(what + " " + grant).startsWith(refusal);
                all.assertThat(claimed(answer)).as(what + " " + grant).isEmpty();
            });
            all.assertThat(realm.userinfo(online.access()).text())
                    .as(what + " userinfo")
                    .doesNotContain("\"alias\":\"w1\"");
            all.assertThat(realm.introspect(app, online.access()).text())
                    .as(what + " introspection")
                    .doesNotContain("\"alias\":\"w1\"");
            all.assertThat(decisionPoint
                            .post(
                                    "/workspaces/w1/access/v1/evaluation",
                                    Rbac.question(ben.id(), "view", "chatflow", "f1"))
                            .text())
                    .as(what + " decision")
                    .doesNotContain("\"decision\":true");
        }
    }

    private static Map<String, String> refreshForm(Tokens tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh(), "workspace", "w1");
    }

    private static String claimed(Answer answer) {
        return answer.status() == 200
                ? Tokens.of(answer).accessClaims().at("/workspace/alias").asText()
                : "";
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2", "w3")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
        }
        return rbac;
    }

    private static TestUser member(Rbac rbac, String username, String... workspaces) {
        TestUser user = rbac.realm().user(username);
        for (String workspace : workspaces) {
            rbac.member(workspace, user, workspace.startsWith("w") ? "viewer" : "member");
        }
        return user;
    }

    /** May exchange tokens; its own are for both clients of these tests. */
    private static void exchanging(ClientRepresentation client) {
        client.setAttributes(Map.of("standard.token.exchange.enabled", "true"));
        client.setProtocolMappers(List.of("spa", "backend").stream()
                .map(audience -> {
                    ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
                    mapper.setName("audience-" + audience);
                    mapper.setProtocol("openid-connect");
                    mapper.setProtocolMapper("oidc-audience-mapper");
                    mapper.setConfig(Map.of("included.custom.audience", audience, "access.token.claim", "true"));
                    return mapper;
                })
                .toList());
    }

    private static Answer exchange(TestRealm realm, TestClient client, Tokens subject, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                EXCHANGE,
                "subject_token",
                subject.access(),
                "subject_token_type",
                ACCESS_TOKEN,
                "scope",
                "openid workspace"));
        form.putAll(parameters);
        return realm.token(client, form);
    }

    private static Answer refresh(Rbac rbac, Tokens tokens, String form) {
        return rbac.realm()
                .token(rbac.app(), "grant_type=refresh_token&refresh_token=" + tokens.refresh() + "&" + form);
    }

    private static Map<String, String> asking(String workspace) {
        return Map.of("scope", "openid workspace", "workspace", workspace);
    }

    private static Map<String, String> withNonce(String nonce) {
        return Map.of("scope", "openid workspace", "nonce", nonce);
    }

    /** The status, and the error if there is one. */
    private static String error(Answer answer) {
        String error = answer.json().path("error").asText();
        return answer.status() + (error.isEmpty() ? "" : " " + error);
    }

    private static String alias(Answer answer) {
        return alias(Tokens.of(answer));
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
