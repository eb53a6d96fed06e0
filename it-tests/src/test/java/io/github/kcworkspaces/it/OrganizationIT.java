package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.admin.client.resource.ProtocolMappersResource;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** Workspaces that belong to an organization of Keycloak. */
@OnKeycloak
@ExtendWith(SoftAssertionsExtension.class)
class OrganizationIT {

    @InjectSoftAssertions
    private SoftAssertions softly;

    private static Rbac enable(TestRealm realm) {
        realm.set(settings -> settings.setOrganizationsEnabled(true));
        return Rbac.enable(realm);
    }

    /** Creates an organization and gives its id. */
    private static String organization(TestRealm realm, String alias, TestUser... members) {
        OrganizationRepresentation organization = new OrganizationRepresentation();
        organization.setName("The " + alias);
        organization.setAlias(alias);
        organization.addDomain(new OrganizationDomainRepresentation(alias + ".example.org"));
        String id;
        try (Response created = realm.admin().organizations().create(organization)) {
            assertThat(created.getStatus()).isEqualTo(201);
            id = created.getLocation().getPath().replaceAll(".*/", "");
        }
        for (TestUser member : members) {
            join(realm, id, member);
        }
        return id;
    }

    private static void join(TestRealm realm, String organization, TestUser user) {
        realm.admin()
                .organizations()
                .get(organization)
                .members()
                .addMember(user.id())
                .close();
    }

    private static void leave(TestRealm realm, String organization, TestUser user) {
        realm.admin()
                .organizations()
                .get(organization)
                .members()
                .removeMember(user.id())
                .close();
    }

    private static void enabled(TestRealm realm, String id, boolean enabled) {
        OrganizationRepresentation organization =
                realm.admin().organizations().get(id).toRepresentation();
        organization.setEnabled(enabled);
        realm.admin().organizations().get(id).update(organization).close();
    }

    private static Map<String, Object> under(String alias, String organization) {
        return Map.of("alias", alias, "name", "Workspace " + alias, "organization", organization);
    }

    /** A workspace of the organization in which its members may view chatflows, with one. */
    private static void workspaceUnder(Rbac rbac, String alias, String organization) {
        rbac.admin().post("/workspaces", under(alias, organization)).expect(201);
        rbac.role(alias, "viewer", onType("chatflow", "view"));
        rbac.resource(alias, "chatflow", "f1");
    }

    private static Answer add(Rbac rbac, String workspace, TestUser user) {
        return rbac.admin()
                .put("/workspaces/" + workspace + "/members/" + user.id(), Map.of("roles", List.of("viewer")));
    }

    private static List<String> aliases(Answer workspaces) {
        return workspaces.expect(200).json().findValuesAsText("alias");
    }

    /** Lets the claim of Keycloak's scope {@code organization} carry the attributes of the organization. */
    private static void tellAttributes(TestRealm realm) {
        String scope = realm.admin().clientScopes().findAll().stream()
                .filter(one -> one.getName().equals("organization"))
                .map(ClientScopeRepresentation::getId)
                .findFirst()
                .orElseThrow();
        ProtocolMappersResource mappers =
                realm.admin().clientScopes().get(scope).getProtocolMappers();
        for (ProtocolMapperRepresentation mapper : mappers.getMappers()) {
            mapper.getConfig().put("addOrganizationAttributes", "true");
            mappers.update(mapper.getId(), mapper);
        }
    }

    @Test
    @Tag("OWU-33")
    void aTokenForAWorkspaceSaysWhereTheDataOfItsOrganizationStay(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        String id = organization(realm, "north", anna);
        OrganizationRepresentation organization =
                realm.admin().organizations().get(id).toRepresentation();
        organization.setAttributes(Map.of("data_region", List.of("eu-central")));
        realm.admin().organizations().get(id).update(organization).close();
        tellAttributes(realm);
        workspaceUnder(rbac, "w1", "north");
        add(rbac, "w1", anna).expect(200);

        JsonNode claims = rbac.login(anna, Map.of("scope", "openid workspace organization", "workspace", "w1"))
                .accessClaims();

        softly.assertThat(claims.at("/workspace/alias").asText()).isEqualTo("w1");
        softly.assertThat(claims.at("/organization/north/data_region/0").asText())
                .isEqualTo("eu-central");
    }

    @Test
    @Tag("smoke")
    @Tag("FLW-45")
    void onlyItsMembersAreMembersOfItsWorkspaces(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        TestUser ben = realm.user("ben");
        String org = organization(realm, "north", anna);
        workspaceUnder(rbac, "w1", "north");

        JsonNode workspace = rbac.admin().get("/workspaces/w1").expect(200).json();
        softly.assertThat(workspace.path("organization").asText()).isEqualTo(org);
        softly.assertThat(workspace.path("organizationName").asText()).isEqualTo("The north");
        add(rbac, "w1", anna).expect(200);
        softly.assertThat(add(rbac, "w1", ben).code()).isEqualTo("NOT_IN_ORGANIZATION");
        softly.assertThat(rbac.admin()
                        .get("/workspaces/w1/candidates/users?search=n")
                        .expect(200)
                        .json()
                        .findValuesAsText("username"))
                .containsExactly("anna");
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isTrue();
        softly.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        join(realm, org, ben);
        add(rbac, "w1", ben).expect(200);
        softly.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
    }

    @Test
    @Tag("FLW-61")
    void whoLeavesItLosesItsWorkspacesAndGetsNothingBackByReturning(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        String org = organization(realm, "north", anna);
        workspaceUnder(rbac, "w1", org);
        add(rbac, "w1", anna).expect(200);
        rbac.member("default", anna, "member");
        Tokens tokens = rbac.login(anna, Map.of("workspace", "w1"));
        softly.assertThat(tokens.accessClaims().at("/workspace/alias").asText()).isEqualTo("w1");

        leave(realm, org, anna);

        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isFalse();
        softly.assertThat(realm.refresh(rbac.app(), tokens)
                        .accessClaims()
                        .at("/workspace/alias")
                        .asText())
                .isEqualTo("default");
        softly.assertThat(aliases(realm.rbac(anna).get("/workspaces"))).containsExactly("default");
        softly.assertThat(rbac.admin()
                        .get("/workspaces/w1/activity")
                        .expect(200)
                        .json()
                        .findValuesAsText("type"))
                .contains("MEMBER_REMOVED");
        join(realm, org, anna);
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isFalse();
        softly.assertThat(
                        rbac.admin().get("/workspaces/w1/members/" + anna.id()).status())
                .isEqualTo(404);
    }

    @Test
    void ofAGroupOnlyThoseCountWhoAreInIt(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        TestUser ben = realm.user("ben");
        String org = organization(realm, "north", anna);
        workspaceUnder(rbac, "w1", org);
        String staff = realm.group("staff");
        for (TestUser user : List.of(anna, ben)) {
            realm.admin().users().get(user.id()).joinGroup(staff);
        }
        rbac.admin()
                .put("/workspaces/w1/groups/" + staff, Map.of("roles", List.of("viewer")))
                .expect(200);
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isTrue();
        softly.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        softly.assertThat(rbac.admin()
                        .get("/workspaces/w1/members")
                        .expect(200)
                        .json()
                        .findValuesAsText("username"))
                .containsExactly("anna");
        Answer subjects =
                rbac.asDecisionPoint().post("/workspaces/w1/access/v1/evaluations", Map.of("evaluations", List.of()));
        softly.assertThat(subjects.status()).isLessThan(500);
        join(realm, org, ben);
        softly.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
        leave(realm, org, ben);
        softly.assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
    }

    @Test
    void aWorkspaceIsPutUnderItWhenAllItsMembersAreIn(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        TestUser ben = realm.user("ben");
        String org = organization(realm, "north", anna);
        rbac.workspace("w1");
        rbac.member("w1", anna, "member");
        rbac.member("w1", ben, "member");
        JsonNode refusal = rbac.admin()
                .put("/workspaces/w1", Map.of("organization", "north"))
                .expect(422, "NOT_IN_ORGANIZATION")
                .json();
        softly.assertThat(refusal.path("members").toString()).isEqualTo("[\"ben\"]");
        rbac.admin().delete("/workspaces/w1/members/" + ben.id()).expect(204);
        softly.assertThat(rbac.admin()
                        .put("/workspaces/w1", Map.of("organization", "north"))
                        .expect(200)
                        .json()
                        .path("organization")
                        .asText())
                .isEqualTo(org);
        softly.assertThat(rbac.admin()
                        .post("/workspaces/w1/transfer", Map.of("owner", ben.id()))
                        .code())
                .isEqualTo("NOT_IN_ORGANIZATION");
        softly.assertThat(rbac.admin()
                        .put("/workspaces/w1", Map.of("organization", "nowhere"))
                        .code())
                .isEqualTo("UNKNOWN_ORGANIZATION");
        softly.assertThat(rbac.admin()
                        .put("/workspaces/w1", Map.of("organization", ""))
                        .expect(200)
                        .json()
                        .has("organization"))
                .isFalse();
        softly.assertThat(rbac.admin().get("/workspaces/w1/activity").text())
                .contains("\"organization\"")
                .contains("north");
    }

    @Test
    void oneThatIsDisabledIsDisabledInDecisionsTokensAndLists(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        String org = organization(realm, "north", anna);
        workspaceUnder(rbac, "w1", org);
        add(rbac, "w1", anna).expect(200);
        Tokens tokens = rbac.login(anna, Map.of("workspace", "w1"));

        enabled(realm, org, false);

        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isFalse();
        softly.assertThat(realm.refresh(rbac.app(), tokens)
                        .accessClaims()
                        .path("workspace")
                        .isMissingNode())
                .as("no claim about it")
                .isTrue();
        softly.assertThat(rbac.claim(anna, Map.of()).isMissingNode())
                .as("not by way of fallback")
                .isTrue();
        softly.assertThat(aliases(realm.rbac(anna).get("/workspaces"))).isEmpty();
        softly.assertThat(realm.rbac(anna).get("/workspaces/w1").status()).isEqualTo(404);
        enabled(realm, org, true);
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isTrue();
    }

    @Test
    void oneThatIsDeletedLeavesItsWorkspacesSuspendedAndWithoutThoseWhoWereInIt(TestRealm realm) {
        Rbac rbac = enable(realm);
        TestUser anna = realm.user("anna");
        String org = organization(realm, "north", anna);
        workspaceUnder(rbac, "w1", org);
        add(rbac, "w1", anna).expect(200);

        realm.admin().organizations().get(org).delete().close();

        JsonNode workspace = rbac.admin().get("/workspaces/w1").expect(200).json();
        softly.assertThat(workspace.path("status").asText()).isEqualTo("SUSPENDED");
        softly.assertThat(workspace.has("organization")).isFalse();
        softly.assertThat(
                        rbac.admin().get("/workspaces/w1/members/" + anna.id()).status())
                .isEqualTo(404);
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isFalse();
        rbac.admin().put("/workspaces/w1", Map.of("status", "ACTIVE")).expect(200);
        softly.assertThat(rbac.decides(anna, "view", "w1", "chatflow", "f1")).isFalse();
    }

    @Test
    void workspacesAreListedByItAndOrganizationsFoundByName(TestRealm realm) {
        Rbac rbac = enable(realm);
        String north = organization(realm, "north");
        organization(realm, "south");
        for (String alias : List.of("w1", "w2")) {
            rbac.admin().post("/workspaces", under(alias, "north")).expect(201);
        }
        rbac.admin().post("/workspaces", under("w3", "south")).expect(201);
        softly.assertThat(aliases(rbac.admin().get("/workspaces?organization=north")))
                .containsExactly("w1", "w2");
        softly.assertThat(aliases(rbac.admin().get("/workspaces?organization=" + north + "&search=w2")))
                .containsExactly("w2");
        softly.assertThat(aliases(rbac.admin().get("/workspaces?organization=nowhere")))
                .isEmpty();
        softly.assertThat(aliases(rbac.admin().get("/organizations?search=the%20so")))
                .containsExactly("south");
        TestUser anna = realm.user("anna");
        softly.assertThat(realm.rbac(anna).get("/organizations").status()).isEqualTo(403);
    }

    @Test
    void aRealmThatDoesNotUseOrganizationsSaysSo(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        softly.assertThat(rbac.admin().post("/workspaces", under("w2", "north")).code())
                .isEqualTo("ORGANIZATIONS_DISABLED");
        softly.assertThat(rbac.admin()
                        .put("/workspaces/w1", Map.of("organization", "north"))
                        .code())
                .isEqualTo("ORGANIZATIONS_DISABLED");
        softly.assertThat(rbac.admin().get("/workspaces?organization=north").code())
                .isEqualTo("ORGANIZATIONS_DISABLED");
        softly.assertThat(rbac.admin().get("/organizations").expect(200).json()).isEmpty();
    }

    @Test
    void membersPutNewWorkspacesUnderTheirOwnOrganizationsAndMoveNone(TestRealm realm) {
        Rbac rbac = enable(realm);
        rbac.admin().put("/settings", Map.of("workspaceCreation", "members")).expect(200);
        TestUser anna = realm.user("anna");
        rbac.member("default", anna, "member");
        organization(realm, "north", anna);
        organization(realm, "south");
        RestCaller asAnna = realm.rbac(anna);
        softly.assertThat(asAnna.post("/workspaces", under("w1", "north")).status())
                .isEqualTo(201);
        for (String foreign : List.of("south", "nowhere")) {
            softly.assertThat(asAnna.post("/workspaces", under("w2", foreign)).code())
                    .isEqualTo("UNKNOWN_ORGANIZATION");
        }
        softly.assertThat(
                        asAnna.put("/workspaces/w1", Map.of("name", "Renamed")).status())
                .isEqualTo(200);
        softly.assertThat(
                        asAnna.put("/workspaces/w1", Map.of("organization", "")).status())
                .isEqualTo(403);
    }

    @Test
    void theDeclarativeFileNamesItByItsAlias(TestRealm realm) {
        Rbac rbac = enable(realm);
        organization(realm, "north");
        rbac.admin()
                .put("/config", Map.of("workspaces", List.of(under("w1", "north"))))
                .expect(200);
        JsonNode exported = rbac.admin().get("/config").expect(200).json();
        softly.assertThat(exported.path("workspaces").findValuesAsText("organization"))
                .containsExactly("north");
        softly.assertThat(
                        rbac.admin().put("/config", exported).expect(200).json().path("changes"))
                .isEmpty();
        softly.assertThat(rbac.admin()
                        .put("/config", Map.of("workspaces", List.of(under("w2", "nowhere"))))
                        .code())
                .isEqualTo("UNKNOWN_ORGANIZATION");
    }
}
