package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ProtocolMappersResource;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;

/** The scopes {@code workspaces} and {@code workspace-flat}, and what all claims of ours have in common. */
@OnKeycloak
class ClaimsIT {

    private static final String ALL_SCOPES = "openid workspace workspaces workspace-flat";

    /** What tokens of an application may grow by, over one without our scopes. */
    private static final int BUDGET = 2_048;

    @Test
    void enablingMakesTheScopesAndTheNextChangeOfSettingsWhatIsMissing(TestRealm realm) {
        TestClient before = realm.client("before");
        realm.rbacAsAdmin().put("/settings", Map.of("enabled", true)).expect(200);
        TestClient after = realm.client("after");

        assertThat(optional(realm, before)).contains("workspace", "workspaces", "workspace-flat");
        assertThat(optional(realm, after)).contains("workspace", "workspaces", "workspace-flat");
        assertThat(scope(realm, "workspace-saml").getProtocol()).isEqualTo("saml");

        realm.admin().clientScopes().get(scope(realm, "workspaces").getId()).remove();
        ProtocolMapperRepresentation flat = mapper(realm, "workspace-flat");
        flat.getConfig().put("roles.claim", "app_roles");
        mappers(realm, "workspace-flat").update(flat.getId(), flat);

        realm.rbacAsAdmin().put("/settings", Map.of("enabled", true)).expect(200);
        realm.rbacAsAdmin().put("/settings", Map.of("enabled", true)).expect(200);

        assertThat(optional(realm, before)).contains("workspaces");
        assertThat(realm.admin().clientScopes().findAll().stream()
                        .map(ClientScopeRepresentation::getName)
                        .filter(name -> name.startsWith("workspace")))
                .containsExactlyInAnyOrder("workspace", "workspaces", "workspace-flat", "workspace-saml");
        assertThat(mapper(realm, "workspace-flat").getConfig()).containsEntry("roles.claim", "app_roles");
    }

    @Test
    @Tag("OWU-19")
    void allWorkspacesAreListedWithTheirRolesAndNotInTheAccessToken(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor", "viewer");
        rbac.member("w2", ben, "viewer");
        rbac.member("w3", ben, "viewer");
        rbac.admin().put("/workspaces/w3", Map.of("status", "SUSPENDED")).expect(200);

        Tokens tokens = rbac.login(ben, Map.of("scope", "openid workspaces", "workspace", "w2"));

        JsonNode listed = tokens.idClaims().path("workspaces");
        assertThat(listed.findValuesAsText("alias")).containsExactly("w1", "w2");
        assertThat(listed.path(0).path("roles")).hasToString("[\"editor\",\"viewer\"]");
        assertThat(listed.path(1).path("roles")).hasToString("[\"viewer\"]");
        assertThat(listed.findValuesAsText("id"))
                .containsExactly(
                        rbac.admin().get("/workspaces/w1").json().path("id").asText(),
                        rbac.admin().get("/workspaces/w2").json().path("id").asText());
        assertThat(tokens.accessClaims().has("workspaces")).isFalse();
        assertThat(userinfo(realm, tokens).path("workspaces")).isEqualTo(listed);
        assertThat(introspected(rbac, tokens).path("workspaces")).isEqualTo(listed);

        ProtocolMapperRepresentation mapper = mapper(realm, "workspaces");
        mapper.getConfig().put("access.token.claim", "true");
        mapper.getConfig().put("claim.name", "tenancy.workspaces");
        mapper.getConfig().put("roles", "false");
        mappers(realm, "workspaces").update(mapper.getId(), mapper);
        JsonNode nested = realm.refresh(rbac.app(), tokens).accessClaims().at("/tenancy/workspaces");
        assertThat(nested.findValuesAsText("alias")).containsExactly("w1", "w2");
        assertThat(nested.path(0).has("roles")).isFalse();
    }

    @Test
    @Tag("OWU-20")
    @Tag("OWU-22")
    void flatClaimsSayWhatTheUserIsInTheActiveWorkspaceOnly(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        rbac.member("w2", ben, "viewer");

        Tokens tokens = rbac.login(ben, Map.of("scope", "openid workspace-flat", "workspace", "w1"));

        for (JsonNode claims : List.of(
                tokens.accessClaims(), tokens.idClaims(), userinfo(realm, tokens), introspected(rbac, tokens))) {
            assertThat(texts(claims.path("roles"))).containsExactly("editor");
            assertThat(texts(claims.path("groups"))).containsExactly("w1", "w1/editor");
            assertThat(texts(claims.path("entitlements"))).containsExactly("chatflow:update", "chatflow:view");
            assertThat(claims.path("workspace_id").asText())
                    .isEqualTo(
                            rbac.admin().get("/workspaces/w1").json().path("id").asText());
        }
        JsonNode second =
                realm.refresh(rbac.app(), tokens, Map.of("workspace", "w2")).accessClaims();
        assertThat(texts(second.path("roles"))).containsExactly("viewer");
        assertThat(texts(second.path("groups"))).containsExactly("w2", "w2/viewer");
        assertThat(texts(userinfo(realm, tokens).path("roles")))
                .as("the first tab is still in its workspace")
                .containsExactly("editor");
    }

    @Test
    @Tag("OWU-20")
    void anEmptyListHasTheSentinelAndNamesNest(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser stranger = realm.user("stranger");
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben);
        JsonNode bare =
                rbac.login(stranger, Map.of("scope", "openid workspace-flat")).accessClaims();
        assertThat(bare.path("roles")).hasToString("[]");
        assertThat(bare.path("groups")).hasToString("[]");
        assertThat(bare.has("workspace_id")).isFalse();

        ProtocolMapperRepresentation flat = mapper(realm, "workspace-flat");
        flat.getConfig()
                .putAll(Map.of(
                        "roles.claim",
                        "app.access.roles",
                        "roles.sentinel",
                        "none",
                        "groups.sentinel",
                        "idp-managed",
                        "groups.content",
                        "roles",
                        "entitlements.claim",
                        "",
                        "workspace.claim",
                        ""));
        mappers(realm, "workspace-flat").update(flat.getId(), flat);

        for (TestUser user : List.of(stranger, ben)) {
            Tokens tokens = rbac.login(user, Map.of("scope", "openid workspace-flat"));
            for (JsonNode claims : List.of(tokens.accessClaims(), tokens.idClaims(), userinfo(realm, tokens))) {
                assertThat(texts(claims.at("/app/access/roles"))).containsExactly("none");
                assertThat(texts(claims.path("groups"))).containsExactly("idp-managed");
                assertThat(claims.has("roles")).isFalse();
                assertThat(claims.has("entitlements")).isFalse();
            }
        }
    }

    @Test
    void noMapperAndNoUserAttributeWritesOurClaims(TestRealm realm) {
        Rbac rbac = world(realm);
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        realm.admin().users().userProfile().update(profile);
        TestUser ben =
                realm.user("ben", user -> user.setAttributes(Map.of("workspaces", List.of("[{\"alias\":\"w2\"}]"))));
        TestUser stranger = realm.user(
                "stranger", user -> user.setAttributes(Map.of("workspaces", List.of("[{\"alias\":\"w2\"}]"))));
        rbac.member("w1", ben, "viewer");
        ProtocolMappersResource own =
                realm.admin().clients().get(rbac.app().uuid()).getProtocolMappers();
        add(
                own,
                "oidc-hardcoded-claim-mapper",
                "workspace",
                Map.of("claim.value", "{\"alias\":\"w2\",\"roles\":[\"admin\"]}"));
        add(own, "oidc-hardcoded-claim-mapper", "roles", Map.of("claim.value", "[\"admin\"]"));
        add(own, "oidc-hardcoded-claim-mapper", "entitlements", Map.of("claim.value", "[\"chatflow:delete\"]"));
        add(own, "oidc-usermodel-attribute-mapper", "workspaces", Map.of("user.attribute", "workspaces"));

        for (TestUser user : List.of(ben, stranger)) {
            Tokens tokens = rbac.login(user, Map.of("scope", ALL_SCOPES));
            for (JsonNode claims : List.of(tokens.accessClaims(), tokens.idClaims(), userinfo(realm, tokens))) {
                assertThat(claims.toString()).doesNotContain("w2", "\"admin\"", "delete");
            }
        }
        assertThat(rbac.claim(ben, Map.of("scope", ALL_SCOPES)).path("permissions"))
                .hasToString("[\"chatflow:view\"]");
        assertThat(rbac.claim(stranger, Map.of("scope", ALL_SCOPES)).isMissingNode())
                .isTrue();
    }

    @Test
    void aClaimOfTheTokenItselfIsRefusedAsAName(TestRealm realm) {
        world(realm);
        for (String name : List.of("sub", "aud", "realm_access.roles", "_claim_names", "email")) {
            ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
            mapper.setName("bad " + name);
            mapper.setProtocol("openid-connect");
            mapper.setProtocolMapper("oidc-workspace-flat-mapper");
            mapper.setConfig(Map.of("roles.claim", name, "access.token.claim", "true"));
            try (Response refusal = mappers(realm, "workspace-flat").createMapper(mapper)) {
                assertThat(refusal.getStatus()).as(name).isEqualTo(400);
            }
        }
    }

    @Test
    void aThousandWorkspacesStayWithinTheBudgetAndTheEndpointHasThemAll(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        List<String> roles =
                IntStream.range(0, 20).mapToObj(number -> "role-" + number).toList();
        List<Map<String, Object>> templates = new ArrayList<>();
        roles.forEach(role -> templates.add(Map.of("name", role, "description", "For a test")));
        List<Map<String, Object>> workspaces = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            workspaces.add(Map.of(
                    "alias", "w" + number,
                    "name", "Workspace " + number,
                    "members", List.of(Map.of("user", "ben", "roles", roles))));
        }
        statisticsAreOfNow(realm);
        rbac.admin()
                .put("/config", Map.of("templates", templates, "workspaces", workspaces))
                .expect(200);
        int plain = rbac.login(ben, Map.of("scope", "openid")).access().length();
        ProtocolMapperRepresentation mapper = mapper(realm, "workspaces");
        mapper.getConfig().put("access.token.claim", "true");
        mappers(realm, "workspaces").update(mapper.getId(), mapper);

        Tokens tokens = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w7"));

        JsonNode claims = tokens.accessClaims();
        assertThat(tokens.access().length() - plain).isLessThan(BUDGET * 4 / 3 + 200);
        for (JsonNode some : List.of(claims, tokens.idClaims(), userinfo(realm, tokens), introspected(rbac, tokens))) {
            assertThat(ours(some)).isLessThanOrEqualTo(BUDGET);
            assertThat(some.has("workspaces")).isFalse();
            assertThat(some.at("/_claim_names/workspaces").asText()).isEqualTo("workspaces");
            assertThat(texts(some.at("/workspace/roles"))).hasSize(20);
        }
        JsonNode source = claims.path("_claim_sources")
                .path(claims.at("/_claim_names/workspaces").asText());
        JsonNode full = distributed(realm, tokens, source.path("endpoint").asText());
        assertThat(full.path("workspaces")).hasSize(1_000);
        assertThat(full.path("workspaces"))
                .allSatisfy(workspace -> assertThat(workspace.path("roles")).hasSize(20));
        assertThat(full.at("/workspace/alias").asText()).isEqualTo("w7");
        assertThat(full.path("iss").asText()).isEqualTo(realm.url());
        assertThat(full.path("sub").asText()).isEqualTo(ben.id());
        assertThat(full.path("aud").asText()).isEqualTo(rbac.app().clientId());

        assertThat(statements(rbac, tokens)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void theEndpointKnowsTheNamesOfTheClientsMappers(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        ProtocolMapperRepresentation flat = mapper(realm, "workspace-flat");
        flat.getConfig().put("roles.claim", "app.roles");
        mappers(realm, "workspace-flat").update(flat.getId(), flat);
        Tokens tokens = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));

        JsonNode full = distributed(realm, tokens, realm.url() + "/rbac/me/claims?workspace=w1");
        assertThat(texts(full.at("/app/roles"))).containsExactly("editor");
        assertThat(texts(full.path("app.roles"))).containsExactly("editor");
        assertThat(texts(full.path("workspace.roles"))).containsExactly("editor");
        assertThat(full.path("workspaces").findValuesAsText("alias")).containsExactly("w1");
        JsonNode aboutNone = distributed(realm, tokens, realm.url() + "/rbac/me/claims");
        assertThat(aboutNone.has("workspace")).isFalse();
        assertThat(aboutNone.path("workspaces").findValuesAsText("alias")).containsExactly("w1");

        Tokens one = rbac.login(ben, Map.of("scope", "openid workspace", "workspace", "w1"));
        assertThat(distributed(realm, one, realm.url() + "/rbac/me/claims?workspace=w1")
                        .has("workspaces"))
                .as("a scope that the token has not")
                .isFalse();
        realm.rbac(one.access()).get("/me/claims?workspace=w2").expect(404);
        realm.rbac(one.access()).get("/me/claims?workspace=nowhere").expect(404);
    }

    @Test
    void aRefreshWithAllScopesCostsTheSameHoweverManyMembershipsThereAre(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Tokens tokens = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));
        int before = statements(rbac, tokens).size();
        assertThat(before).isLessThanOrEqualTo(4);

        for (int number = 0; number < 12; number++) {
            rbac.workspace("more-" + number);
            rbac.member("more-" + number, ben, "member");
        }

        assertThat(statements(rbac, tokens)).hasSize(before);
    }

    @Test
    void aLightweightTokenIsAboutOneWorkspaceAndIntrospectionSaysTheRest(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        rbac.member("w2", ben, "viewer");
        var client = realm.admin().clients().get(rbac.app().uuid());
        var representation = client.toRepresentation();
        representation.setAttributes(new HashMap<>(Map.of("client.use.lightweight.access.token.enabled", "true")));
        client.update(representation);
        representation = client.toRepresentation();
        representation.getProtocolMappers().forEach(mapper -> {
            mapper.getConfig().put("lightweight.claim", "true");
            client.getProtocolMappers().update(mapper.getId(), mapper);
        });

        Tokens first = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));
        Tokens second = realm.refresh(rbac.app(), first, Map.of("workspace", "w2"));

        assertThat(first.accessClaims().path("workspace").size()).isEqualTo(1);
        assertThat(first.accessClaims().has("roles")).isFalse();
        for (Map.Entry<Tokens, String> token :
                Map.of(first, "editor", second, "viewer").entrySet()) {
            JsonNode introspected = introspected(rbac, token.getKey());
            assertThat(texts(introspected.at("/workspace/roles"))).containsExactly(token.getValue());
            assertThat(texts(introspected.path("roles"))).containsExactly(token.getValue());
            assertThat(introspected.path("workspaces")).hasSize(2);
        }
        assertThat(distributed(realm, first, realm.url() + "/rbac/me/claims?workspace=w1")
                        .at("/workspace/alias")
                        .asText())
                .isEqualTo("w1");
    }

    @Test
    void serviceAccountsAndOfflineTokensHaveTheSameClaims(TestRealm realm) {
        Rbac rbac = world(realm);
        String account = realm.serviceAccountOf(rbac.app()).getId();
        rbac.admin()
                .put("/workspaces/w2/members/" + account, Map.of("roles", List.of("viewer")))
                .expect(200);
        JsonNode service = realm.clientCredentials(
                        rbac.app(), Map.of("scope", "workspace workspaces workspace-flat", "workspace", "w2"))
                .accessClaims();
        assertThat(service.at("/workspace/alias").asText()).isEqualTo("w2");
        assertThat(texts(service.path("roles"))).containsExactly("viewer");

        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        Tokens offline = rbac.login(ben, Map.of("scope", ALL_SCOPES + " offline_access", "workspace", "w1"));
        assertThat(texts(offline.accessClaims().path("roles"))).containsExactly("editor");
        rbac.member("w1", ben, "viewer");
        assertThat(realm.admin().users().get(ben.id()).getUserSessions())
                .as("of the session without the offline one nothing is left")
                .isEmpty();
        Tokens later = realm.refresh(rbac.app(), offline);
        assertThat(texts(later.accessClaims().path("roles"))).containsExactly("viewer");
        assertThat(later.idClaims().path("workspaces").findValuesAsText("alias"))
                .containsExactly("w1");
        assertThat(texts(introspected(rbac, later).path("roles"))).containsExactly("viewer");
    }

    @Test
    void aClientThatTheTokenIsNotForLearnsNothingByIntrospection(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        TestClient other = realm.client("other");
        Tokens tokens = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));

        JsonNode answer = realm.introspect(other, tokens.access()).expect(200).json();

        assertThat(answer).hasToString("{\"active\":false}");
    }

    @Test
    void anEndedSessionAndANotBeforeEndTheClaimsOfOldTokens(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        Tokens loggedOut = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));
        realm.rbac(loggedOut.access()).get("/me/claims?workspace=w1").expect(200);
        realm.admin().users().get(ben.id()).logout();
        assertEnded(rbac, loggedOut);

        Tokens old = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.setNotBefore((int) (System.currentTimeMillis() / 1_000) + 5);
        realm.admin().update(changed);
        assertEnded(rbac, old);
    }

    private static void assertEnded(Rbac rbac, Tokens tokens) {
        TestRealm realm = rbac.realm();
        assertSoftly(softly -> {
            softly.assertThat(realm.rbac(tokens.access())
                            .get("/me/claims?workspace=w1")
                            .status())
                    .isEqualTo(401);
            softly.assertThat(realm.userinfo(tokens.access()).status()).isEqualTo(401);
            softly.assertThat(introspected(rbac, tokens)).hasToString("{\"active\":false}");
        });
    }

    @Test
    void aRealmThatIsNotEnabledHasNoClaimsAndGetsThemBack(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        Tokens before = rbac.login(ben, Map.of("scope", ALL_SCOPES, "workspace", "w1"));

        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);

        Tokens off = realm.refresh(rbac.app(), before);
        for (JsonNode claims : List.of(
                off.accessClaims(),
                off.idClaims(),
                userinfo(realm, off),
                introspected(rbac, off),
                introspected(rbac, before))) {
            assertThat(List.of("workspace", "workspaces", "roles", "groups", "entitlements", "workspace_id"))
                    .noneMatch(claims::has);
        }
        realm.rbac(off.access()).get("/me/claims?workspace=w1").expect(404, "REALM_NOT_ENABLED");

        rbac.admin().put("/settings", Map.of("enabled", true)).expect(200);
        Tokens on = realm.refresh(rbac.app(), off, Map.of("workspace", "w1"));
        assertThat(texts(on.accessClaims().path("roles"))).containsExactly("editor");
        assertThat(on.idClaims().path("workspaces").findValuesAsText("alias")).containsExactly("w1");
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2", "w3")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
        }
        return rbac;
    }

    /** What comes after is planned as if there were only what is here; PostgreSQL looks again within a minute or so. */
    private static void statisticsAreOfNow(TestRealm realm) {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("No statistics", e);
        }
    }

    private static List<String> statements(Rbac rbac, Tokens tokens) {
        TestRealm realm = rbac.realm();
        return realm.keycloak()
                .statements()
                .quietest(4, () -> realm.refresh(rbac.app(), tokens))
                .ours();
    }

    private static JsonNode userinfo(TestRealm realm, Tokens tokens) {
        return realm.userinfo(tokens.access()).expect(200).json();
    }

    private static JsonNode introspected(Rbac rbac, Tokens tokens) {
        return rbac.realm().introspect(rbac.app(), tokens.access()).expect(200).json();
    }

    /** As an application does that was told where claims are: with the access token that it has. */
    private static JsonNode distributed(TestRealm realm, Tokens tokens, String endpoint) {
        Answer answer = realm.rbac(tokens.access())
                .get(endpoint.substring((realm.url() + "/rbac").length()))
                .expect(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/jwt");
        return Tokens.claims(answer.text());
    }

    private static int ours(JsonNode claims) {
        return List.of(
                        "workspace",
                        "workspaces",
                        "roles",
                        "groups",
                        "entitlements",
                        "workspace_id",
                        "_claim_names",
                        "_claim_sources")
                .stream()
                .filter(claims::has)
                .mapToInt(name -> (name + claims.path(name)).getBytes(StandardCharsets.UTF_8).length + 4)
                .sum();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> optional(TestRealm realm, TestClient client) {
        return realm.admin().clients().get(client.uuid()).getOptionalClientScopes().stream()
                .map(ClientScopeRepresentation::getName)
                .toList();
    }

    private static ClientScopeRepresentation scope(TestRealm realm, String name) {
        return realm.admin().clientScopes().findAll().stream()
                .filter(scope -> name.equals(scope.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static ProtocolMappersResource mappers(TestRealm realm, String scope) {
        return realm.admin().clientScopes().get(scope(realm, scope).getId()).getProtocolMappers();
    }

    private static ProtocolMapperRepresentation mapper(TestRealm realm, String scope) {
        return mappers(realm, scope).getMappers().stream()
                .filter(mapper -> mapper.getProtocolMapper().startsWith("oidc-workspace"))
                .findFirst()
                .orElseThrow();
    }

    private static void add(
            ProtocolMappersResource mappers, String provider, String claim, Map<String, String> options) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("theirs " + claim);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(provider);
        Map<String, String> config = new HashMap<>(options);
        config.putAll(Map.of(
                "claim.name", claim,
                "jsonType.label", "JSON",
                "access.token.claim", "true",
                "id.token.claim", "true",
                "userinfo.token.claim", "true",
                "introspection.token.claim", "true"));
        mapper.setConfig(config);
        try (Response created = mappers.createMapper(mapper)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }
}
