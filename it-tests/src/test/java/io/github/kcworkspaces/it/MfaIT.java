package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.OneTimePasswords;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Workspaces, account admins and realms that demand a second factor. */
@OnKeycloak
class MfaIT {

    private static final String ERROR = "insufficient_user_authentication";
    private static final String ENROLMENT = "totpSecret";
    private static final String ASKED = "name=\"otp\"";

    @Test
    @Tag("OWU-18")
    void whoHasNoneSetsOneUpWhereAWorkspaceDemandsItAndNowhereElse(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben"));
        LoginPage browser = new LoginPage(realm);

        Tokens open = tokens(rbac, browser.signIn(browser.open(rbac.app(), about("open")), ben));
        assertThat(alias(open)).isEqualTo("open");
        assertThat(open.accessClaims().path("acr").asText()).isEqualTo("1");

        Shown page = browser.open(rbac.app(), about("finance"));
        assertThat(page.body()).as("with the cookie, without a password").contains(ENROLMENT);
        assertNoWayAround(rbac, browser, ben, page);

        // Whoever starts again is signed out.
        Shown anew = browser.signIn(browser.open(rbac.app(), about("finance")), ben);
        Shown wrong = browser.submit(
                anew,
                Map.of("totp", "000000", "totpSecret", OneTimePasswords.secret(anew.body()), "userLabel", "phone"));
        assertThat(wrong.code()).isEmpty();
        Shown done = browser.submit(wrong, OneTimePasswords.enrolment(wrong.body()));
        Tokens finance = tokens(rbac, done);
        assertThat(alias(finance)).isEqualTo("finance");
        assertThat(finance.accessClaims().path("acr").asText()).isEqualTo("2");
        assertThat(finance.idClaims().path("acr").asText()).isEqualTo("2");
        assertThat(alias(realm.refresh(rbac.app(), finance, Map.of("workspace", "open"))))
                .isEqualTo("open");
        assertThat(alias(realm.refresh(rbac.app(), finance, Map.of("workspace", "finance"))))
                .as("the session has had one")
                .isEqualTo("finance");
        assertThat(alias(tokens(rbac, browser.open(rbac.app(), about("finance")))))
                .as("and is not asked again")
                .isEqualTo("finance");

        assertThat(alias(tokens(rbac, signIn(rbac, ben, about("open"))))).isEqualTo("open");
        assertThat(signIn(rbac, ben, about("finance")).body()).contains(ASKED);

        UserResource account = realm.admin().users().get(ben.id());
        account.credentials().stream()
                .filter(credential -> "otp".equals(credential.getType()))
                .forEach(credential -> account.removeCredential(credential.getId()));
        assertThat(signIn(rbac, ben, about("finance")).body())
                .as("without it, it is set up again")
                .contains(ENROLMENT);
    }

    /** The page stays in the way whatever the browser asks for instead of filling it in. */
    private static void assertNoWayAround(Rbac rbac, LoginPage browser, TestUser user, Shown page) {
        String action = page.action();
        for (String url : List.of(
                action.replaceFirst("execution=[^&]+", "execution=workspace-second-factor"),
                action.replaceFirst("execution=[^&]+", "execution=VERIFY_PROFILE"),
                action.replace("/required-action?", "/authenticate?"))) {
            assertThat(browser.get(url).code()).as(url).isEmpty();
            assertThat(browser.post(url, "").code()).as(url).isEmpty();
        }
        assertThat(browser.post(action, "cancel-aia=true").code()).isEmpty();
        Map<String, String> initiating = new HashMap<>(about("finance"));
        for (String wanted : List.of("workspace-second-factor", "CONFIGURE_TOTP")) {
            initiating.put("kc_action", wanted);
            Shown initiated = browser.open(rbac.app(), initiating);
            assertThat(initiated.body()).as(wanted).contains(ENROLMENT);
            assertThat(browser.post(initiated.action(), "cancel-aia=true").code())
                    .as(wanted)
                    .isEmpty();
        }
        Map<String, String> silent = new HashMap<>(about("finance"));
        silent.put("prompt", "none");
        assertThat(browser.open(rbac.app(), silent).location()).contains("error=interaction_required");
        Shown last = browser.open(rbac.app(), about("finance"));
        Shown restarted = browser.get(last.action().replaceFirst("/required-action\\?.*", "/restart?client_id=")
                + rbac.app().clientId()
                + last.action().replaceFirst(".*(&tab_id=[^&]+).*", "$1"));
        assertThat(restarted.body()).as("starts again, with the password").contains("type=\"password\"");
        assertThat(browser.signIn(restarted, user).body()).contains(ENROLMENT);
    }

    @Test
    @Tag("OWU-18")
    void switchingThereWithoutOneIsRefusedAndTheRefreshTokenStaysGood(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben", OneTimePasswords::setUp));
        LoginPage browser = new LoginPage(realm);
        Tokens open = tokens(rbac, browser.signIn(browser.open(rbac.app(), about("open")), ben));

        for (String finance : List.of(
                "finance",
                rbac.admin().get("/workspaces/finance").json().path("id").asText())) {
            assertRefused(refresh(rbac, open, finance), "2");
        }
        assertRefused(exchange(rbac, open, "finance"), "2");
        assertThat(refresh(rbac, open, "nowhere")
                        .expect(400)
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_request");
        open = realm.refresh(rbac.app(), open);
        assertThat(alias(open)).as("nothing was stored").isEqualTo("open");

        Map<String, String> stepUp = new HashMap<>(about("finance"));
        stepUp.put("acr_values", "2");
        Shown asked = browser.open(rbac.app(), stepUp);
        assertThat(asked.body()).contains(ASKED).doesNotContain("type=\"password\"");
        Shown again = browser.submit(asked, Map.of("otp", "000000"));
        assertThat(again.body()).contains(ASKED);
        Tokens finance = tokens(rbac, browser.submit(again, Map.of("otp", OneTimePasswords.now())));
        assertThat(alias(finance)).isEqualTo("finance");
        assertThat(finance.accessClaims().path("acr").asText()).isEqualTo("2");
        assertThat(alias(Tokens.of(exchange(rbac, finance, "finance")))).isEqualTo("finance");
        assertThat(alias(realm.refresh(rbac.app(), open, Map.of("workspace", "finance"))))
                .as("the tab that asked before, in the same session")
                .isEqualTo("finance");
        int statements = realm.keycloak()
                .statements()
                .quietest(1, () -> realm.refresh(rbac.app(), finance))
                .ours()
                .size();
        assertThat(statements).isEqualTo(1);

        Map<String, String> silent = new HashMap<>(stepUp);
        silent.put("prompt", "none");
        assertThat(alias(tokens(rbac, browser.open(rbac.app(), silent)))).isEqualTo("finance");
        Map<String, String> anew = new HashMap<>(about("finance"));
        anew.put("prompt", "login");
        Shown password = browser.open(rbac.app(), anew);
        assertThat(browser.submit(password, Map.of("password", ben.password())).body())
                .as("from the start")
                .contains(ASKED);
    }

    @Test
    @Tag("OWU-18")
    void aPasswordAloneDoesNotExchangeTheSecondFactor(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben", OneTimePasswords::setUp));
        String otp = realm.admin().users().get(ben.id()).credentials().stream()
                .filter(credential -> "otp".equals(credential.getType()))
                .findFirst()
                .orElseThrow()
                .getId();
        LoginPage browser = new LoginPage(realm);
        Tokens tokens = tokens(rbac, browser.signIn(browser.open(rbac.app(), about("open")), ben));

        for (String action : List.of("CONFIGURE_TOTP", "delete_credential:" + otp)) {
            Map<String, String> initiating = new HashMap<>(about("open"));
            initiating.put("kc_action", action);
            Shown shown = browser.open(rbac.app(), initiating);
            assertThat(shown.body()).as(action).contains(ASKED);
        }
        assertThat(new RestCaller(realm.url(), tokens::access)
                        .with("Accept", "application/json")
                        .delete("/account/credentials/" + otp)
                        .status())
                .isEqualTo(403);
        assertThat(signIn(rbac, ben, about("finance")).body()).contains(ASKED);

        Map<String, String> removing = new HashMap<>(about("open"));
        removing.put("kc_action", "delete_credential:" + otp);
        Shown confirm = browser.submit(browser.open(rbac.app(), removing), Map.of("otp", OneTimePasswords.now()));
        assertThat(browser.submit(confirm, Map.of("accept", "Yes")).code())
                .as("who has shown it may remove it")
                .isPresent();
        assertThat(signIn(rbac, ben, about("finance")).body())
                .as("and sets one up again")
                .contains(ENROLMENT);
    }

    @Test
    void onlyWhatTheSessionHasShownCounts(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben", OneTimePasswords::setUp));
        TestUser cleo = member(rbac, realm.user("cleo"));
        Map<String, String> password = Map.of("scope", "openid workspace", "workspace", "finance");
        Map<String, String> both = new HashMap<>(password);
        both.put("totp", OneTimePasswords.now());

        assertRefused(passwordGrant(rbac, cleo, password), "2");
        assertRefused(
                passwordGrant(rbac, cleo, Map.of("scope", "openid workspace offline_access", "workspace", "finance")),
                "2");
        Tokens tokens = Tokens.of(passwordGrant(rbac, ben, both));
        assertThat(alias(tokens)).isEqualTo("finance");
        both.put("scope", "openid workspace offline_access");
        assertThat(alias(realm.refresh(rbac.app(), Tokens.of(passwordGrant(rbac, ben, both)))))
                .isEqualTo("finance");

        TestClient machine = realm.client("machine");
        String account = realm.serviceAccountOf(machine).getId();
        rbac.admin().put("/workspaces/finance/members/" + account, Map.of("roles", List.of("member")));
        assertThat(alias(realm.clientCredentials(machine, password)))
                .as("a service account has no session")
                .isEqualTo("finance");
        rbac.resource("finance", "chatflow", "f1");
        rbac.member("finance", cleo, "admin");
        assertThat(rbac.decides(cleo, "view", "finance", "chatflow", "f1"))
                .as("a decision is about rights")
                .isTrue();
    }

    @Test
    void whatWasIssuedBeforeIsGoodForNothingThere(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben"));
        Tokens tokens = rbac.login(ben, Map.of("workspace", "open"));
        RestCaller own = realm.rbac(tokens.access());
        own.get("/workspaces/open").expect(200);

        demand(rbac, "open", true);

        Answer refused = own.get("/workspaces/open").expect(401, "INSUFFICIENT_USER_AUTHENTICATION");
        assertThat(refused.header("WWW-Authenticate"))
                .hasValueSatisfying(header -> assertThat(header)
                        .startsWith("Bearer error=\"" + ERROR + "\"")
                        .contains("acr_values=\"2\""));
        own.get("/me/claims?workspace=open").expect(401, "INSUFFICIENT_USER_AUTHENTICATION");
        own.get("/workspaces/foreign").expect(404, "WORKSPACE_NOT_FOUND");
        JsonNode mine = own.get("/me/workspaces").expect(200).json();
        assertThat(mine.findValuesAsText("mfaRequired")).contains("true");
        assertThat(realm.userinfo(tokens.access()).expect(200).json().has("workspace"))
                .isFalse();
        assertThat(realm.introspect(rbac.app(), tokens.access())
                        .expect(200)
                        .json()
                        .has("workspace"))
                .isFalse();
        assertRefused(realm.token(rbac.app(), refreshing(tokens)), "2");

        demand(rbac, "open", false);
        own.get("/workspaces/open").expect(200);
        assertThat(alias(realm.refresh(rbac.app(), tokens))).isEqualTo("open");
    }

    @Test
    void withoutOneNobodyFallsBackToAWorkspaceThatDemandsIt(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("default", ben, "member");
        rbac.member("finance", ben, "member");
        rbac.member("open", ben, "member");
        demand(rbac, "default", true);

        Tokens tokens = rbac.login(ben, Map.of());
        assertThat(tokens.accessClaims().has("workspace")).isFalse();
        assertThat(realm.refresh(rbac.app(), tokens).accessClaims().has("workspace"))
                .isFalse();
        assertThat(alias(realm.refresh(rbac.app(), tokens, Map.of("workspace", "open"))))
                .isEqualTo("open");

        LoginPage browser = new LoginPage(realm);
        Map<String, String> any = Map.of("scope", "openid workspace");
        Shown page = browser.signIn(browser.open(rbac.app(), any), ben);
        assertThat(page.body()).as("a login is for the default workspace").contains(ENROLMENT);
        assertThat(alias(tokens(rbac, browser.submit(page, OneTimePasswords.enrolment(page.body())))))
                .isEqualTo("default");
        TestUser cleo = realm.user("cleo");
        rbac.member("default", cleo, "member");
        assertThat(signIn(rbac, cleo, Map.of("scope", "openid")).code())
                .as("without the scope it is for none")
                .isPresent();
    }

    @Test
    void accountAdminsCanBeAskedForOneWhereverTheyAct(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada", OneTimePasswords::setUp);
        TestUser ben = member(rbac, realm.user("ben"));
        rbac.giveClientRoles(ada.id(), "manage");
        TestClient console = realm.client("it-console", TestRealm::forWorkspaces);
        LoginPage browser = new LoginPage(realm);
        Map<String, String> openid = Map.of("scope", "openid");
        Tokens before = tokens(realm, console, browser.signIn(browser.open(console, openid), ada));
        RestCaller admin = realm.rbac(before.access());
        admin.get("/settings").expect(200);

        rbac.admin()
                .put("/settings", Map.of("mfaRequiredFor", "account-admins"))
                .expect(200);

        for (String path : List.of("/settings", "/roles", "/workspaces/open", "/workspaces/open/members")) {
            admin.get(path).expect(401, "INSUFFICIENT_USER_AUTHENTICATION");
            realm.adminRbac(before.access()).get(path).expect(401, "INSUFFICIENT_USER_AUTHENTICATION");
        }
        admin.put("/settings", Map.of("mfaRequiredFor", "none")).expect(401, "INSUFFICIENT_USER_AUTHENTICATION");
        admin.get("/me").expect(200);
        rbac.admin().get("/settings").expect(200);
        assertThat(alias(rbac.login(ben, Map.of("workspace", "open")))).isEqualTo("open");

        Shown asked = browser.open(console, openid);
        assertThat(asked.body()).contains(ASKED);
        Tokens after = tokens(realm, console, browser.submit(asked, Map.of("otp", OneTimePasswords.now())));
        realm.rbac(after.access()).get("/settings").expect(200);
        realm.adminRbac(after.access()).get("/workspaces/open/members").expect(200);
        realm.rbac(after.access())
                .put("/settings", Map.of("mfaRequiredFor", "everyone"))
                .expect(200);
        assertRefused(passwordGrant(rbac, ben, Map.of("scope", "openid workspace", "workspace", "open")), "2");
        assertThat(signIn(rbac, ben, openid).body()).contains(ENROLMENT);
    }

    @Test
    void whoComesFromAnIdentityProviderIsAskedHere(TestRealm realm, TestRealm elsewhere) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, realm.user("ben", OneTimePasswords::setUp));
        TestUser there = elsewhere.user("ben");
        TestClient broker = elsewhere.client(
                "to-broker", client -> client.setRedirectUris(List.of(realm.url() + "/broker/elsewhere/endpoint*")));
        realm.admin().identityProviders().create(provider(elsewhere, broker)).close();
        FederatedIdentityRepresentation link = new FederatedIdentityRepresentation();
        link.setIdentityProvider("elsewhere");
        link.setUserId(there.id());
        link.setUserName("ben");
        realm.admin()
                .users()
                .get(ben.id())
                .addFederatedIdentity("elsewhere", link)
                .close();
        Map<String, String> brokered = new HashMap<>(about("finance"));
        brokered.put("kc_idp_hint", "elsewhere");

        LoginPage browser = new LoginPage(realm);
        Shown asked = browser.signIn(browser.open(rbac.app(), brokered), there);
        assertThat(asked.body()).contains(ASKED);
        Tokens tokens = tokens(rbac, browser.submit(asked, Map.of("otp", OneTimePasswords.now())));
        assertThat(alias(tokens)).isEqualTo("finance");
        assertThat(tokens.accessClaims().path("acr").asText()).isEqualTo("2");
    }

    private static IdentityProviderRepresentation provider(TestRealm elsewhere, TestClient broker) {
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias("elsewhere");
        provider.setProviderId("keycloak-oidc");
        provider.setEnabled(true);
        provider.setPostBrokerLoginFlowAlias("workspaces after an identity provider");
        String openid = elsewhere.url() + "/protocol/openid-connect";
        Map<String, String> config = new HashMap<>();
        config.put("authorizationUrl", openid + "/auth");
        config.put("tokenUrl", openid + "/token");
        config.put("issuer", elsewhere.url());
        config.put("clientId", broker.clientId());
        config.put("clientSecret", broker.secret());
        config.put("clientAuthMethod", "client_secret_post");
        config.put("useJwksUrl", "true");
        config.put("jwksUrl", openid + "/certs");
        config.put("validateSignature", "true");
        provider.setConfig(config);
        return provider;
    }

    @Test
    void levelsHaveTheNamesOfTheRealm(TestRealm realm) {
        Rbac rbac = world(realm);
        realm.set(MfaIT::named);
        TestUser ben = member(rbac, realm.user("ben", OneTimePasswords::setUp));
        rbac.admin().put("/settings", Map.of("mfaLevel", 0)).expect(400, "INVALID_REQUEST");
        rbac.admin().put("/settings", Map.of("mfaRequiredFor", "some")).expect(400, "INVALID_REQUEST");
        rbac.admin().put("/settings", Map.of("mfaLevel", 3)).expect(200);
        LoginPage browser = new LoginPage(realm);
        Tokens open = tokens(rbac, browser.signIn(browser.open(rbac.app(), about("open")), ben));
        assertRefused(refresh(rbac, open, "finance"), "gold");

        Map<String, String> stepUp = new HashMap<>(about("open"));
        stepUp.put("acr_values", "gold");
        Shown asked = browser.open(rbac.app(), stepUp);
        assertThat(asked.body()).as("asked for by the application alone").contains(ASKED);
        Tokens gold = tokens(rbac, browser.submit(asked, Map.of("otp", OneTimePasswords.now())));
        assertThat(gold.accessClaims().path("acr").asText()).isEqualTo("gold");
        assertThat(gold.accessClaims().path("amr").toString()).contains("otp");
        assertThat(alias(realm.refresh(rbac.app(), gold, Map.of("workspace", "finance"))))
                .isEqualTo("finance");
    }

    @Test
    void filesKeepWhatIsDemanded(TestRealm realm, TestRealm copy) {
        Rbac rbac = world(realm);
        rbac.admin()
                .put("/settings", Map.of("mfaRequiredFor", "account-admins", "mfaLevel", 4))
                .expect(200);
        JsonNode file = rbac.admin().get("/config").expect(200).json();

        copy.rbacAsAdmin().put("/config", file).expect(200);

        JsonNode settings = copy.rbacAsAdmin().get("/settings").expect(200).json();
        assertThat(settings.path("mfaRequiredFor").asText()).isEqualTo("account-admins");
        assertThat(settings.path("mfaLevel").asInt()).isEqualTo(4);
        assertThat(copy.rbacAsAdmin()
                        .get("/workspaces/finance")
                        .expect(200)
                        .json()
                        .path("mfaRequired")
                        .asBoolean())
                .isTrue();
        assertThat(copy.rbacAsAdmin()
                        .get("/workspaces/open")
                        .expect(200)
                        .json()
                        .path("mfaRequired")
                        .asBoolean())
                .isFalse();
        JsonNode log = rbac.admin().get("/activity?max=1000").expect(200).json();
        assertThat(log.toString()).contains("\"mfaRequired\"").contains("\"mfaRequiredFor\"");
    }

    private static void named(RealmRepresentation realm) {
        Map<String, String> attributes = new HashMap<>(realm.getAttributesOrEmpty());
        attributes.put("acr.loa.map", "{\"silver\":1,\"gold\":3}");
        realm.setAttributes(attributes);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        OneTimePasswords.byWorkspaceOnly(realm);
        rbac.workspace("open");
        rbac.workspace("foreign");
        rbac.admin()
                .post("/workspaces", Map.of("alias", "finance", "name", "Finance", "mfaRequired", true))
                .expect(201);
        return rbac;
    }

    private static void demand(Rbac rbac, String workspace, boolean demanded) {
        rbac.admin()
                .put("/workspaces/" + workspace, Map.of("mfaRequired", demanded))
                .expect(200);
    }

    private static TestUser member(Rbac rbac, TestUser user) {
        rbac.member("open", user, "member");
        rbac.member("finance", user, "member");
        return user;
    }

    private static Map<String, String> about(String workspace) {
        return Map.of("scope", "openid workspace", "workspace", workspace);
    }

    private static Shown signIn(Rbac rbac, TestUser user, Map<String, String> parameters) {
        LoginPage browser = new LoginPage(rbac.realm());
        return browser.signIn(browser.open(rbac.app(), parameters), user);
    }

    private static Tokens tokens(Rbac rbac, Shown shown) {
        return tokens(rbac.realm(), rbac.app(), shown);
    }

    private static Tokens tokens(TestRealm realm, TestClient client, Shown shown) {
        String code = shown.code()
                .orElseThrow(() -> new AssertionError(shown.status() + " " + shown.location() + shown.body()));
        return Tokens.of(realm.redeem(client, code, Map.of()));
    }

    private static Answer refresh(Rbac rbac, Tokens tokens, String workspace) {
        Map<String, String> form = refreshing(tokens);
        form.put("workspace", workspace);
        return rbac.realm().token(rbac.app(), form);
    }

    private static Map<String, String> refreshing(Tokens tokens) {
        return new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }

    private static Answer exchange(Rbac rbac, Tokens tokens, String workspace) {
        rbac.realm().admin().clients().get(rbac.app().uuid()).update(exchanging(rbac));
        return rbac.realm()
                .token(
                        rbac.app(),
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token",
                                tokens.access(),
                                "subject_token_type",
                                "urn:ietf:params:oauth:token-type:access_token",
                                "scope",
                                "openid workspace",
                                "workspace",
                                workspace));
    }

    private static ClientRepresentation exchanging(Rbac rbac) {
        ClientRepresentation client =
                rbac.realm().admin().clients().get(rbac.app().uuid()).toRepresentation();
        client.getAttributes().put("standard.token.exchange.enabled", "true");
        return client;
    }

    private static Answer passwordGrant(Rbac rbac, TestUser user, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", "password", "username", user.username(), "password", user.password()));
        form.putAll(parameters);
        return rbac.realm().token(rbac.app(), form);
    }

    private static void assertRefused(Answer answer, String acr) {
        JsonNode body = answer.expect(400).json();
        assertThat(body.path("error").asText()).isEqualTo(ERROR);
        assertThat(body.path("acr_values").asText()).isEqualTo(acr);
        assertThat(body.path("error_description").asText()).isNotEmpty();
        assertThat(body.has("access_token")).isFalse();
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
