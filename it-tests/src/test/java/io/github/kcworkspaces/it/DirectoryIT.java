package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.GroupRepresentation;

/** People of a directory, imported into Keycloak or not: they are members like all others. */
@OnKeycloak
class DirectoryIT {

    /** Long enough for two sweeps that find nothing. */
    private static final Duration TWO_SWEEPS = Duration.ofSeconds(12);

    /** Before this realm a sweep may have others, removed with all that they had. */
    private static final Duration SEVERAL_SWEEPS = Duration.ofMinutes(1);

    private final LdapServer ldap = LdapServer.start();

    @BeforeEach
    void people() {
        ldap.group("research");
        ldap.person("lea", "research");
        ldap.person("max");
    }

    @AfterEach
    void end() {
        ldap.close();
    }

    @Test
    @Tag("OWU-12")
    @Tag("OWU-17")
    void peopleOfTheDirectoryLogInWithTheirPasswordThereAndNoOther(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");

        assertThat(rbac.claim(lea, Map.of("workspace", "w1"))
                        .path("permissions")
                        .toString())
                .contains("chatflow:view");
        assertThat(grant(realm, rbac, lea, "wrong").status()).isIn(400, 401);
        assertThat(realm.admin().users().get(lea.id()).credentials().stream()
                        .filter(credential -> credential.getId() != null && credential.getFederationLink() == null))
                .isEmpty();
    }

    @Test
    @Tag("OWU-12")
    @Tag("OWU-36")
    void whomTheDirectoryDisablesIsRefusedAndDeniedAfterTheNextSync(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");
        Tokens tokens = rbac.login(lea, Map.of("workspace", "w1"));

        ldap.disable("lea");

        assertThat(grant(realm, rbac, lea, LdapServer.PASSWORD).status()).isIn(400, 401);
        directory.sync();
        assertThat(allowed(rbac, lea)).isFalse();
        assertThat(refresh(realm, rbac, tokens).status()).isEqualTo(400);
    }

    @Test
    void whoIsRenamedInTheDirectoryKeepsIdAndRoles(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");

        ldap.rename("lea", "leah");
        directory.sync();

        TestUser leah = directory.user("leah");
        assertThat(leah.id()).isEqualTo(lea.id());
        assertThat(allowed(rbac, leah)).isTrue();
        assertThat(members(rbac).findValuesAsText("username")).contains("leah").doesNotContain("lea");
    }

    @Test
    void whoIsRemovedFromTheDirectoryLeavesHisWorkspacesAsSoonAsKeycloakNotices(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");

        ldap.removePerson("lea");
        realm.admin().clearUserCache();

        assertThat(allowed(rbac, lea)).isFalse();
        await().atMost(SEVERAL_SWEEPS)
                .untilAsserted(() ->
                        assertThat(members(rbac).findValuesAsText("username")).doesNotContain("lea"));
    }

    @Test
    void usersWhoAreRemovedInBulkAreSweptAndTheOthersStay(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        TestUser lea = directory.user("lea");
        TestUser local = realm.user("local");
        rbac.member("w1", lea, "viewer");
        rbac.member("w1", local, "viewer");

        realm.admin().userStorage().removeImportedUsers(directory.component());

        assertThat(allowed(rbac, lea)).isFalse();
        await().atMost(SEVERAL_SWEEPS)
                .untilAsserted(() -> assertThat(members(rbac).findValuesAsText("username"))
                        .contains("local")
                        .doesNotContain("lea"));
    }

    @Test
    @Tag("OWU-14")
    void groupsOfTheDirectoryBringTheRolesThatTheyAreMappedTo(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.imported(realm, ldap).withGroups("/");
        TestUser lea = directory.user("lea");
        GroupRepresentation research =
                realm.admin().groups().groups("research", 0, 1).get(0);
        rbac.admin()
                .put("/workspaces/w1/groups/" + research.getId(), Map.of("roles", List.of("viewer")))
                .expect(200);
        assertThat(allowed(rbac, lea)).isTrue();
        assertThat(rbac.claim(lea, Map.of("workspace", "w1")).path("alias").asText())
                .isEqualTo("w1");

        ldap.leave("lea", "research");
        directory.sync();

        assertThat(allowed(rbac, lea)).isFalse();
    }

    @Test
    void aGroupOfTheDirectoryBelowAMappedOneBringsItsRolesToo(TestRealm realm) {
        Rbac rbac = world(realm);
        String staff = realm.group("staff");
        TestDirectory directory = TestDirectory.notImported(realm, ldap).withGroups("/staff");
        rbac.admin()
                .put("/workspaces/w1/groups/" + staff, Map.of("roles", List.of("viewer")))
                .expect(200);

        assertThat(allowed(rbac, directory.user("lea"))).isTrue();
        assertThat(allowed(rbac, directory.user("max"))).isFalse();
    }

    @Test
    @Tag("OBN-04")
    void peopleWhoAreNotImportedAreMembersLikeOthers(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.notImported(realm, ldap);
        String longest = "x".repeat(255 - "f::".length() - directory.component().length());
        for (String name : List.of("lea", "вера-müller-李", longest)) {
            if (!name.equals("lea")) {
                ldap.person(name);
            }
            TestUser person = directory.user(name);
            assertThat(person.id()).isEqualTo("f:" + directory.component() + ":" + name);

            rbac.member("w1", person, "viewer");

            assertThat(allowed(rbac, person)).as(name).isTrue();
            assertThat(rbac.claim(person, Map.of("workspace", "w1"))
                            .path("alias")
                            .asText())
                    .as(name)
                    .isEqualTo("w1");
            JsonNode member = rbac.admin().get(path(person)).expect(200).json();
            assertThat(member.at("/user/username").asText()).as(name).isEqualTo(name);
            assertThat(member.at("/roles/0/name").asText()).as(name).isEqualTo("viewer");
            assertThat(rbac.admin()
                            .get(path(person) + "/permissions")
                            .expect(200)
                            .json()
                            .findValuesAsText("type"))
                    .as(name)
                    .contains("chatflow");
            assertThat(members(rbac).findValuesAsText("username")).as(name).contains(name);
            assertThat(realm.rbac(person)
                            .get("/me")
                            .expect(200)
                            .json()
                            .at("/workspaces")
                            .findValuesAsText("alias"))
                    .as(name)
                    .contains("w1");

            rbac.admin().delete(path(person)).expect(204);

            assertThat(allowed(rbac, person)).as(name).isFalse();
            assertThat(members(rbac).findValuesAsText("username")).as(name).doesNotContain(name);
        }
    }

    @Test
    void whatIsNoUserOfADirectoryIsNobody(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.notImported(realm, ldap);
        for (String id : List.of(
                "f:",
                "f:" + directory.component(),
                "f:" + directory.component() + ":",
                "f:" + directory.component() + ":nobody",
                "f:" + directory.component() + ":*",
                "f:" + directory.component() + ":a:b:c",
                "f:no-such-component:lea",
                "f:" + directory.component() + ":" + "y".repeat(4_000))) {
            Answer answer = rbac.ask(id, "view", "w1", "chatflow", "f1");
            assertThat(answer.status()).as(id).isIn(200, 400);
            assertThat(answer.json().path("decision").asBoolean()).as(id).isFalse();
        }
    }

    @Test
    void someoneNewOfTheSameNameDoesNotInheritWhatTheFormerPersonHad(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.notImported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");
        assertThat(allowed(rbac, lea)).isTrue();

        ldap.removePerson("lea");
        realm.admin().clearUserCache();
        assertThat(allowed(rbac, lea)).isFalse();
        ldap.person("lea");
        realm.admin().clearUserCache();

        assertThat(allowed(rbac, lea)).isFalse();
        assertThat(rbac.login(lea, Map.of())
                        .accessClaims()
                        .at("/workspace/alias")
                        .asText())
                .isNotEqualTo("w1");
        assertThat(members(rbac).findValuesAsText("username")).doesNotContain("lea");
        rbac.member("w1", directory.user("lea"), "viewer");
        assertThat(allowed(rbac, lea)).isTrue();
    }

    @Test
    void aDirectoryThatDoesNotAnswerDeniesAndTakesNothingAway(TestRealm realm) {
        Rbac rbac = world(realm);
        for (boolean imported : List.of(true, false)) {
            TestDirectory directory =
                    imported ? TestDirectory.imported(realm, ldap) : TestDirectory.notImported(realm, ldap);
            TestUser max = directory.user("max");
            rbac.member("w1", max, "viewer");
            assertThat(allowed(rbac, max)).isTrue();

            ldap.stop();
            realm.admin().clearUserCache();

            Answer decision = rbac.ask(max.id(), "view", "w1", "chatflow", "f1");
            assertThat(decision.status()).as(decision.text()).isIn(200, 503);
            assertThat(decision.status() == 200 || decision.text().contains("DIRECTORY_UNAVAILABLE"))
                    .as(decision.text())
                    .isTrue();
            assertThat(decision.json().path("decision").asBoolean()).isFalse();
            assertThat(members(rbac).findValuesAsText("username")).contains("max");
            assertThat(rbac.admin().get(path(max)).status()).isIn(200, 404, 503);
            // Keycloak itself answers 500 when it cannot have the password checked.
            assertThat(grant(realm, rbac, max, LdapServer.PASSWORD).text()).doesNotContain("access_token");
            // Long enough for the sweeper to have looked.
            await().pollDelay(TWO_SWEEPS)
                    .atMost(TWO_SWEEPS.multipliedBy(2))
                    .untilAsserted(() -> assertThat(members(rbac).findValuesAsText("username"))
                            .contains("max"));

            ldap.resume();
            realm.admin().clearUserCache();

            assertThat(allowed(rbac, max)).isTrue();
            realm.admin().components().component(directory.component()).remove();
        }
    }

    @Test
    void aRemovedDirectoryTakesItsPeopleAlong(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.notImported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");

        realm.admin().components().component(directory.component()).remove();

        assertThat(allowed(rbac, lea)).isFalse();
        await().atMost(SEVERAL_SWEEPS)
                .untilAsserted(() ->
                        assertThat(members(rbac).findValuesAsText("username")).doesNotContain("lea"));
    }

    @Test
    void theOwnerOfAWorkspaceMayComeFromADirectoryThatIsNotImported(TestRealm realm) {
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.notImported(realm, ldap);
        TestUser lea = directory.user("lea");
        rbac.member("w1", lea, "viewer");

        rbac.admin().post("/workspaces/w1/transfer", Map.of("owner", lea.id())).expect(200);

        assertThat(rbac.admin()
                        .get("/workspaces/w1")
                        .json()
                        .at("/owner/username")
                        .asText())
                .isEqualTo("lea");
        rbac.admin().delete(path(lea)).expect(409, "OWNER_IMMUTABLE");
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        return rbac;
    }

    private static boolean allowed(Rbac rbac, TestUser user) {
        return rbac.decides(user, "view", "w1", "chatflow", "f1");
    }

    private static JsonNode members(Rbac rbac) {
        return rbac.admin().get("/workspaces/w1/members").expect(200).json();
    }

    private static String path(TestUser user) {
        return "/workspaces/w1/members/" + URLEncoder.encode(user.id(), StandardCharsets.UTF_8);
    }

    private static Answer grant(TestRealm realm, Rbac rbac, TestUser user, String password) {
        return realm.token(
                rbac.app(),
                Map.of("grant_type", "password", "username", user.username(), "password", password, "scope", "openid"));
    }

    private static Answer refresh(TestRealm realm, Rbac rbac, Tokens tokens) {
        return realm.token(rbac.app(), Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }
}
