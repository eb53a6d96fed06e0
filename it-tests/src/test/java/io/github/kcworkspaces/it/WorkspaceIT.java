package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, changing, transferring and deleting workspaces. */
@OnKeycloak
class WorkspaceIT {

    @Test
    @Tag("smoke")
    @Tag("FLW-11")
    @Tag("FLW-45")
    void aWorkspaceIsCreatedReadChangedAndListed(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        String id = rbac.workspace("research");

        JsonNode byAlias = rbac.admin().get("/workspaces/research").expect(200).json();
        assertThat(byAlias)
                .isEqualTo(rbac.admin().get("/workspaces/" + id).expect(200).json());
        assertThat(byAlias.path("name").asText()).isEqualTo("Workspace research");
        assertThat(byAlias.path("default").asBoolean()).isFalse();

        rbac.admin()
                .put("/workspaces/research", Map.of("name", "Science", "alias", "science"))
                .expect(200);
        rbac.admin().get("/workspaces/research").expect(404, "WORKSPACE_NOT_FOUND");
        assertThat(rbac.admin().get("/workspaces?search=scien").expect(200).json())
                .hasSize(1);
        assertThat(rbac.admin().get("/workspaces?search=%25").expect(200).json())
                .isEmpty();
        assertThat(rbac.admin().get("/workspaces?max=1").expect(200).header("X-Total-Count"))
                .contains("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default Workspace", "default  workspace", "PERSONAL WORKSPACE "})
    @Tag("FLW-11")
    void reservedNamesAreRefused(String name, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/workspaces", Map.of("alias", "x", "name", name)).expect(400, "INVALID_REQUEST");
        assertThat(rbac.admin().get("/workspaces").expect(200).json()).hasSize(1);
    }

    @Test
    void anAliasIsTakenOnce(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.admin()
                .post("/workspaces", Map.of("alias", "research", "name", "Another"))
                .expect(409, "ALIAS_TAKEN");
    }

    @Test
    void aStaleVersionIsRefusedAndWithoutOneTheLastWriteWins(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        String etag = rbac.admin().get("/workspaces/research").header("ETag").orElseThrow();

        rbac.admin()
                .with("If-Match", etag)
                .put("/workspaces/research", Map.of("name", "One"))
                .expect(200);
        rbac.admin()
                .with("If-Match", etag)
                .put("/workspaces/research", Map.of("name", "Two"))
                .expect(412, "STALE_VERSION");
        rbac.admin().put("/workspaces/research", Map.of("name", "Three")).expect(200);
        assertThat(rbac.admin().get("/workspaces/research").json().path("name").asText())
                .isEqualTo("Three");
    }

    @Test
    @Tag("FLW-12")
    void theAccountOwnerIsMemberOfEveryWorkspaceAlsoOfThoseOthersCreate(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        String before = rbac.workspace("before");
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        rbac.admin().put("/settings", Map.of("accountOwner", ada.id())).expect(200);
        rbac.giveClientRoles(ben.id(), "manage");

        String after = Rbac.id(realm.rbac(ben).post("/workspaces", Map.of("alias", "after", "name", "After")));

        assertThat(names(rbac, before)).containsExactly("ada");
        assertThat(names(rbac, after)).containsExactly("ada", "ben");
        assertThat(rbac.admin()
                        .get("/workspaces/after")
                        .json()
                        .at("/owner/username")
                        .asText())
                .isEqualTo("ben");
        for (TestUser owner : List.of(ada, ben)) {
            rbac.admin().delete("/workspaces/after/members/" + owner.id()).expect(409, "OWNER_IMMUTABLE");
            rbac.admin()
                    .put("/workspaces/after/members/" + owner.id(), Map.of("status", "SUSPENDED"))
                    .expect(409, "OWNER_IMMUTABLE");
            rbac.admin()
                    .put("/workspaces/after/members/" + owner.id(), Map.of("roles", List.of("member")))
                    .expect(409, "OWNER_IMMUTABLE");
        }
    }

    @Test
    @Tag("FLW-56")
    void ownershipIsTransferredAndTheFormerOwnerStaysAsAdmin(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.workspace("research");
        rbac.admin()
                .post("/workspaces/research/transfer", Map.of("owner", ben.id()))
                .expect(200);
        rbac.admin().delete("/workspaces/research/members/" + ben.id()).expect(409, "OWNER_IMMUTABLE");

        realm.rbac(ben)
                .post("/workspaces/research/transfer", Map.of("owner", cleo.id()))
                .expect(200);

        assertThat(rbac.admin()
                        .get("/workspaces/research/members/" + ben.id())
                        .json()
                        .at("/roles/0/name")
                        .asText())
                .isEqualTo("admin");
        assertThat(rbac.admin()
                        .get("/workspaces/research/members/" + cleo.id())
                        .json()
                        .at("/roles/0/name")
                        .asText())
                .isEqualTo("owner");
        rbac.admin()
                .post(
                        "/workspaces/research/transfer",
                        Map.of("owner", UUID.randomUUID().toString()))
                .expect(422, "UNKNOWN_USER");
    }

    @Test
    @Tag("FLW-62")
    void theDefaultWorkspaceCannotBeDeletedNeitherEmptyNorRenamed(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().delete("/workspaces/default?confirm=default").expect(409, "DEFAULT_WORKSPACE_UNDELETABLE");
        rbac.admin().put("/workspaces/default", Map.of("name", "Lobby")).expect(200);
        rbac.admin().delete("/workspaces/default?confirm=default").expect(409, "DEFAULT_WORKSPACE_UNDELETABLE");
        rbac.admin().put("/workspaces/default", Map.of("default", false)).expect(400);
    }

    @Test
    @Tag("FLW-53")
    @Tag("FLW-54")
    @Tag("FLW-57")
    @Tag("FLW-58")
    @Tag("FLW-60")
    void aWorkspaceIsDeletedOnlyWhenItsMembersAreUnlinkedAndItsAliasIsTyped(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        String id = rbac.workspace("research");
        rbac.member("research", ben, "member");
        rbac.role("research", "viewer", onType("chatflow", "view"));
        rbac.resource("research", "chatflow", "f1");

        JsonNode impact = rbac.admin()
                .get("/workspaces/research/deletion-impact")
                .expect(200)
                .json();
        assertThat(impact.path("members").asInt()).isEqualTo(1);
        assertThat(impact.path("roles").asInt()).isEqualTo(1);
        assertThat(impact.path("resources").asInt()).isEqualTo(1);
        assertThat(impact.path("deletable").asBoolean()).isFalse();
        assertThat(impact.path("refusals")).hasToString("[\"WORKSPACE_HAS_MEMBERS\"]");
        JsonNode refusal = rbac.admin()
                .delete("/workspaces/research?confirm=research")
                .expect(409, "WORKSPACE_HAS_MEMBERS")
                .json();
        assertThat(refusal.path("members")).hasToString("[\"ben\"]");

        rbac.admin().delete("/workspaces/research/members/" + ben.id()).expect(204);
        rbac.admin().delete("/workspaces/research").expect(400, "CONFIRMATION_REQUIRED");
        rbac.admin().delete("/workspaces/research?confirm=wrong").expect(400, "CONFIRMATION_REQUIRED");
        rbac.admin().delete("/workspaces/research?confirm=research").expect(204);

        rbac.admin().get("/workspaces/" + id).expect(404, "WORKSPACE_NOT_FOUND");
        assertThat(rbac.admin()
                        .get("/activity?type=WORKSPACE_DELETED")
                        .json()
                        .at("/0/target/name")
                        .asText())
                .isEqualTo("Workspace research");
    }

    private static List<String> names(Rbac rbac, String workspace) {
        return rbac.admin()
                .get("/workspaces/" + workspace + "/members")
                .expect(200)
                .json()
                .findValuesAsText("username");
    }
}
