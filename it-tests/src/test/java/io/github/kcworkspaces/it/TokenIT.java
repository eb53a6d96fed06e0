package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The claim about the active workspace. */
@OnKeycloak
class TokenIT {

    @Test
    @Tag("smoke")
    @Tag("FLW-04")
    @Tag("FLW-06")
    void theTokenSaysInWhichWorkspaceTheUserIsWhat(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        rbac.member("w2", ben, "viewer");

        JsonNode first = rbac.claim(ben, Map.of("workspace", "w1"));
        assertThat(first.path("alias").asText()).isEqualTo("w1");
        assertThat(first.path("roles")).hasToString("[\"editor\"]");
        assertThat(first.path("permissions")).hasToString("[\"chatflow:update\",\"chatflow:view\"]");
        assertThat(first.path("rev").asLong()).isPositive();
        JsonNode second = rbac.claim(ben, Map.of("workspace", "w2"));
        assertThat(second.path("permissions")).hasToString("[\"chatflow:view\"]");
        assertThat(rbac.claim(ben, Map.of("workspace", first.path("id").asText())))
                .isEqualTo(first);

        Tokens tokens = rbac.login(ben, Map.of("workspace", "w2"));
        assertThat(tokens.idClaims().path("workspace")).isEqualTo(second);
        assertThat(realm.userinfo(tokens.access()).expect(200).json().path("workspace"))
                .isEqualTo(second);
        assertThat(tokens.accessClaims().path("aud").toString()).contains("workspaces");
        assertThat(realm.introspect(rbac.app(), tokens.access())
                        .expect(200)
                        .json()
                        .at("/workspace/alias")
                        .asText())
                .isEqualTo("w2");
    }

    @Test
    void withoutTheScopeThereIsNoClaim(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");

        assertThat(rbac.claim(ben, Map.of("workspace", "w1", "scope", "openid")).isMissingNode())
                .isTrue();
    }

    @Test
    void anAppSwitchesByRefreshAndTheChoiceStays(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        rbac.member("w2", ben, "viewer");
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));

        Tokens switched = realm.refresh(rbac.app(), tokens, Map.of("workspace", "w2"));
        assertThat(alias(switched)).isEqualTo("w2");
        assertThat(alias(realm.refresh(rbac.app(), switched))).isEqualTo("w2");
    }

    @Test
    void aForeignWorkspaceIsRefusedAndTheRefreshTokenStaysGood(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));

        for (String wanted : List.of("w2", "nowhere", "W1", "")) {
            Answer refusal = realm.token(
                    rbac.app(),
                    Map.of(
                            "grant_type",
                            "refresh_token",
                            "refresh_token",
                            tokens.refresh(),
                            "workspace",
                            wanted.isEmpty() ? " " : wanted));
            assertThat(refusal.expect(400).json().path("error").asText()).isEqualTo("invalid_request");
        }
        assertThat(alias(realm.refresh(rbac.app(), tokens))).isEqualTo("w1");
    }

    @Test
    @Tag("FLW-61")
    void whoseWorkspaceIsGoneFallsBackToTheDefaultOne(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("default", ben, "member");
        for (String workspace : List.of("w1", "w2")) {
            rbac.member(workspace, ben, "viewer");
        }
        rbac.resource("w1", "chatflow", "f1");
        Tokens inFirst = rbac.login(ben, Map.of("workspace", "w1"));
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();

        rbac.admin().delete("/workspaces/w1/members/" + ben.id()).expect(204);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        assertThat(alias(realm.refresh(rbac.app(), inFirst))).isEqualTo("default");

        Tokens inSecond = rbac.login(ben, Map.of("workspace", "w2"));
        rbac.admin().put("/workspaces/w2", Map.of("status", "SUSPENDED")).expect(200);
        assertThat(alias(realm.refresh(rbac.app(), inSecond))).isEqualTo("default");
    }

    @Test
    void rolesTakenAwayAreGoneAtTheNextRefresh(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));
        long revision = tokens.accessClaims().at("/workspace/rev").asLong();

        rbac.member("w1", ben, "viewer");

        JsonNode claim = realm.refresh(rbac.app(), tokens).accessClaims().path("workspace");
        assertThat(claim.path("roles")).hasToString("[\"viewer\"]");
        assertThat(claim.path("rev").asLong()).isNotEqualTo(revision);
    }

    @Test
    void anAccountAdminIsOneForClientsOfAllRolesAndOfFewUntilTheNextRefresh(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ada = realm.user("ada");
        rbac.member("w1", ada, "viewer");
        String admins = realm.group("admins");
        String workspaces =
                realm.admin().clients().findByClientId("workspaces").get(0).getId();
        realm.admin()
                .groups()
                .group(admins)
                .roles()
                .clientLevel(workspaces)
                .add(List.of(realm.admin()
                        .clients()
                        .get(workspaces)
                        .roles()
                        .get("manage")
                        .toRepresentation()));
        realm.admin().users().get(ada.id()).joinGroup(admins);
        TestClient few = realm.client("few", client -> client.setFullScopeAllowed(false));
        Map<TestClient, Tokens> tokens = new HashMap<>();
        for (TestClient client : List.of(rbac.app(), few)) {
            Tokens first = realm.passwordGrant(client, ada, Map.of("scope", "openid workspace", "workspace", "w1"));
            tokens.put(client, first);
            assertThat(permissions(first)).contains("chatflow:view", "chatflow:update", "workspace:view");
        }

        realm.admin().users().get(ada.id()).leaveGroup(admins);

        tokens.forEach((client, first) ->
                assertThat(permissions(realm.refresh(client, first))).containsExactly("chatflow:view"));
    }

    private static List<String> permissions(Tokens tokens) {
        List<String> permissions = new ArrayList<>();
        tokens.accessClaims().at("/workspace/permissions").forEach(one -> permissions.add(one.asText()));
        return permissions;
    }

    @Test
    void aRefreshCostsOneStatementHoweverManyMembershipsThereAre(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "viewer");
        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));
        Runnable cold = () -> {
            realm.admin().clearRealmCache();
            realm.admin().clearUserCache();
        };
        assertThat(statements(rbac, tokens, 0, () -> {})).isEqualTo(1);
        assertThat(statements(rbac, tokens, 2, cold)).isEqualTo(1);

        for (int number = 0; number < 12; number++) {
            rbac.workspace("more-" + number);
            rbac.member("more-" + number, ben, "member");
        }

        assertThat(statements(rbac, tokens, 0, () -> {})).isEqualTo(1);
        assertThat(statements(rbac, tokens, 2, cold)).isEqualTo(1);
    }

    /** @param rows of the trail that tell what is done before, since an administrator does it */
    private static int statements(Rbac rbac, Tokens tokens, int rows, Runnable before) {
        TestRealm realm = rbac.realm();
        return realm.keycloak()
                        .statements()
                        .quietest(1 + rows, () -> {
                            before.run();
                            realm.refresh(rbac.app(), tokens);
                        })
                        .ours()
                        .size()
                - rows;
    }

    @Test
    void aClaimBeyondItsBudgetDropsWholeMembersAndSaysWhereTheyAre(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        TestUser ben = realm.user("ben");
        List<String> actions = new ArrayList<>(IntStream.range(0, 90)
                .mapToObj(number -> "an-action-of-some-length-" + number)
                .toList());
        actions.add("view");
        rbac.type("thing", "view", actions, null);
        rbac.role("w1", "everything", onType("thing", actions.toArray(String[]::new)));
        rbac.member("w1", ben, "everything");

        Tokens tokens = rbac.login(ben, Map.of("workspace", "w1"));

        JsonNode claims = tokens.accessClaims();
        assertThat(claims.path("workspace").has("permissions")).isFalse();
        assertThat(claims.path("workspace").path("roles")).hasToString("[\"everything\"]");
        assertThat(claims.path("_claim_names").has("workspace.permissions")).isTrue();
        int bytes = (claims.path("workspace").toString() + claims.path("_claim_names") + claims.path("_claim_sources"))
                .getBytes(StandardCharsets.UTF_8)
                .length;
        assertThat(bytes).isLessThan(2_048);
        String source = claims.at("/_claim_names/workspace.permissions").asText();
        String endpoint =
                claims.path("_claim_sources").path(source).path("endpoint").asText();
        String path = endpoint.substring((realm.url() + "/rbac").length());
        JsonNode full =
                Tokens.claims(realm.rbac(tokens.access()).get(path).expect(200).text());
        assertThat(full.at("/workspace/permissions")).hasSize(91);
    }

    @Test
    void aServiceAccountIsAMemberLikeAnyUser(TestRealm realm) {
        Rbac rbac = twoWorkspaces(realm);
        String account = realm.serviceAccountOf(rbac.app()).getId();
        rbac.admin()
                .put("/workspaces/w2/members/" + account, Map.of("roles", List.of("viewer")))
                .expect(200);

        Tokens tokens = realm.clientCredentials(rbac.app(), Map.of("scope", "workspace", "workspace", "w2"));

        assertThat(alias(tokens)).isEqualTo("w2");
    }

    private static Rbac twoWorkspaces(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
        }
        return rbac;
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
