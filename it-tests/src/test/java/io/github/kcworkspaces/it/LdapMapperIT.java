package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.SynchronizationResultRepresentation;

/** Roles that groups and attributes of a directory bring, and take again. */
@OnKeycloak
class LdapMapperIT {

    private static final String MAPPER = "workspace-roles-ldap-mapper";

    private final LdapServer ldap = LdapServer.start();

    @BeforeEach
    void people() {
        ldap.group("research");
        ldap.group("trading");
        ldap.person("lea", "research");
        ldap.person("max");
    }

    @AfterEach
    void end() {
        ldap.close();
    }

    @Test
    @Tag("OBN-04")
    @Tag("OWU-14")
    void aGroupOfTheDirectoryBringsItsRolesFromTheFirstLoginOnAndTakesThemAtTheNext(TestRealm realm) {
        Rbac rbac = ready(realm);
        for (boolean imported : List.of(true, false)) {
            World world = new World(realm, rbac, ldap, imported);
            world.mapper("research", memberOf("research", "w1", "viewer"));
            TestUser lea = world.person("lea");

            Tokens tokens = world.login(lea);

            assertThat(world.inClaim(tokens)).isTrue();
            TestUser known = world.directory.user("lea");
            assertThat(world.allowed(known)).isTrue();
            JsonNode member = world.member("lea");
            assertThat(member.path("source").asText()).isEqualTo("LDAP");
            assertThat(member.at("/roles/0/managed").asBoolean()).isTrue();
            assertThat(world.allowed(world.directory.user("max"))).isFalse();

            ldap.leave("lea", "research");

            assertThat(world.inClaim(world.login(lea))).isFalse();
            assertThat(world.allowed(known)).isFalse();
            assertThat(world.member("lea").isMissingNode()).isTrue();
            ldap.join("lea", "research");
            world.end();
        }
    }

    @Test
    @Tag("OWU-14")
    void aSyncBringsWhatIsNewAndTakesWhatIsGone(TestRealm realm) {
        World world = new World(realm, ldap, true);
        world.mapper("research", memberOf("research", "w1", "viewer"));
        world.directory.sync();
        TestUser lea = world.directory.user("lea");
        TestUser max = world.directory.user("max");
        assertThat(world.allowed(lea)).isTrue();
        Tokens tokens = world.login(lea);

        ldap.leave("lea", "research");
        ldap.join("max", "research");
        world.directory.sync();

        assertThat(world.allowed(lea)).isFalse();
        assertThat(world.allowed(max)).isTrue();
        assertThat(world.inClaim(realm.refresh(world.rbac.app(), tokens))).isFalse();
        JsonNode removed = world.rbac
                .admin()
                .get("/workspaces/w1/activity?type=MEMBER_REMOVED")
                .expect(200)
                .json();
        assertThat(removed.at("/0/target/name").asText()).isEqualTo("lea");
        assertThat(removed.at("/0/cause").asText()).isEqualTo("SYNC");

        ldap.removeGroup("research");
        world.directory.sync();

        assertThat(world.allowed(max)).isFalse();
    }

    @Test
    void whoIsLookedAtAgainHasWhatTheDirectorySaysByThen(TestRealm realm) {
        World world = new World(realm, ldap, true);
        world.mapper("research", memberOf("research", "w1", "viewer"));
        TestUser lea = world.person("lea");
        Tokens tokens = world.login(lea);
        TestUser known = world.directory.user("lea");

        ldap.leave("lea", "research");
        realm.admin().clearUserCache();

        assertThat(world.inClaim(realm.refresh(world.rbac.app(), tokens))).isFalse();
        assertThat(world.allowed(known)).isFalse();
    }

    @Test
    void groupsAreFoundInTheirMemberListsToo(TestRealm realm) {
        World world = new World(realm, ldap, false);
        world.mapper(
                "research", config(Map.of("from", "group", "value", LdapServer.groupDn("research")), "w1", "viewer"));

        assertThat(world.inClaim(world.login(world.person("lea")))).isTrue();
        assertThat(world.inClaim(world.login(world.person("max")))).isFalse();

        ldap.removeGroup("research");

        assertThat(world.inClaim(world.login(world.person("lea")))).isFalse();
    }

    @Test
    void attributesAreComparedExactlyOrWithAPattern(TestRealm realm) {
        ldap.set("lea", "employeeType", "Intern", "Analyst-Senior");
        ldap.set("max", "employeeType", "Analyst");
        World world = new World(realm, ldap, true);
        world.rbac.role("w1", "analyst", onType("chatflow", "update"));
        world.mapper("exact", config(attribute("Analyst", false), "w1", "viewer"));
        world.mapper("pattern", config(attribute("Analyst-.*", true), "w1", "analyst"));

        world.directory.sync();

        assertThat(world.roles("lea")).containsExactly("analyst");
        assertThat(world.roles("max")).containsExactly("viewer");
    }

    @Test
    void aMapperThatNobodyApprovedGivesNothing(TestRealm realm) {
        // There was nothing to approve when it was saved, as when a realm is imported.
        TestDirectory directory = TestDirectory.imported(realm, ldap);
        String mapper = directory.mapper("research", MAPPER, memberOf("research", "w1", "viewer"));
        Rbac rbac = ready(realm);

        directory.sync();
        TestUser lea = directory.user("lea");

        assertThat(rbac.decides(lea, "view", "w1", "chatflow", "f1")).isFalse();
        ComponentRepresentation saved =
                realm.admin().components().component(mapper).toRepresentation();
        realm.admin().components().component(mapper).update(saved);
        directory.sync();
        assertThat(rbac.decides(lea, "view", "w1", "chatflow", "f1")).isTrue();
    }

    @Test
    void whatIsGivenByHandStaysWhenTheDirectoryTakesItsOwn(TestRealm realm) {
        World world = new World(realm, ldap, true);
        world.mapper("research", memberOf("research", "w1", "viewer"));
        TestUser max = world.directory.user("max");
        world.rbac.member("w1", max, "viewer");
        ldap.join("max", "research");
        world.directory.sync();

        ldap.leave("max", "research");
        world.directory.sync();

        assertThat(world.allowed(max)).isTrue();
    }

    @Test
    void aMembershipThatADirectoryGivesIsNotUnlinkedByHand(TestRealm realm) {
        World world = new World(realm, ldap, true);
        world.mapper("research", memberOf("research", "w1", "viewer"));
        world.directory.sync();
        TestUser lea = world.directory.user("lea");

        world.rbac.admin().delete("/workspaces/w1/members/" + lea.id()).expect(409, "MEMBERSHIP_MANAGED");
    }

    @Test
    void aRemovedMapperOrDirectoryTakesItsRolesAlong(TestRealm realm) {
        World world = new World(realm, ldap, true);
        String mapper = world.mapper("research", memberOf("research", "w1", "viewer"));
        world.directory.sync();
        TestUser lea = world.directory.user("lea");
        assertThat(world.allowed(lea)).isTrue();

        realm.admin().components().component(mapper).remove();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(world.allowed(lea)).isFalse());
    }

    @Test
    void aMapperIsRefusedWithWhatIsWrongWithIt(TestRealm realm) {
        World world = new World(realm, ldap, true);
        Map<Map<String, String>, String> wrong = new LinkedHashMap<>();
        wrong.put(memberOf("research", "w1", ""), "Name at least one role");
        wrong.put(memberOf("research", "", "viewer"), "Name the workspace, by alias or id");
        wrong.put(memberOf("research", "w2", "viewer"), "There is no workspace w2");
        wrong.put(memberOf("research", "w1", "nobody"), "The workspace w1 has no role nobody");
        wrong.put(memberOf("research", "w1", "owner"), "The role of owners is not given by directories");
        wrong.put(config(Map.of("from", "elsewhere", "value", "x"), "w1", "viewer"), "Say where to look");
        wrong.put(config(Map.of("from", "attribute", "value", "x"), "w1", "viewer"), "Name the LDAP attribute");
        wrong.put(config(attribute("", false), "w1", "viewer"), "Give the value, pattern or group");
        wrong.put(config(attribute("(", true), "w1", "viewer"), "( is no regular expression");
        wrong.put(config(Map.of("from", "member-of", "value", "research"), "w1", "viewer"), "is no distinguished name");
        wrong.put(
                config(Map.of("from", "group", "value", "cn=.*", "pattern", "true"), "w1", "viewer"),
                "A pattern does not go with the member list");

        wrong.forEach((config, message) -> {
            try (Response response = world.directory.addMapper("wrong", MAPPER, config)) {
                assertThat(response.getStatus()).as(message).isEqualTo(400);
                assertThat(response.readEntity(String.class)).contains(message);
            }
        });
    }

    @Test
    void aMapperWhoseRoleOrWorkspaceIsGoneGivesNothingAndIsLoggedOnce(TestRealm realm) {
        World world = new World(realm, ldap, true);
        String role = world.rbac.role("w1", "doomed", onType("chatflow", "update"));
        world.rbac.workspace("w2");
        world.rbac.role("w2", "lost", onType("chatflow", "update"));
        world.mapper("to-a-role", memberOf("research", "w1", "doomed"));
        world.mapper("to-a-workspace", memberOf("research", "w2", "lost"));
        world.rbac.admin().delete("/workspaces/w1/roles/" + role).expect(204);
        world.rbac.admin().delete("/workspaces/w2?confirm=w2").expect(204);
        int mark = realm.keycloak().log().mark();

        TestUser lea = world.person("lea");
        world.login(lea);
        world.login(lea);
        world.directory.sync();

        assertThat(world.member("lea").isMissingNode()).isTrue();
        assertThat(realm.keycloak().log().since(mark).stream().filter(line -> line.contains("to-a-role")))
                .hasSize(1);
        assertThat(realm.keycloak().log().since(mark).stream().filter(line -> line.contains("to-a-workspace")))
                .hasSize(1);
        world.rbac.workspace("w2");
        world.rbac.role("w2", "lost", onType("chatflow", "update"));
        world.directory.sync();
        assertThat(world.rbac.admin().get("/workspaces/w2/members?search=lea").json())
                .isEmpty();
    }

    @Test
    void aDirectoryThatIsDownTakesNothingAndGivesNothing(TestRealm realm) {
        World world = new World(realm, ldap, true);
        world.mapper("research", memberOf("research", "w1", "viewer"));
        world.directory.sync();
        TestUser local = realm.user("local");

        ldap.stop();

        assertThat(world.member("lea").path("roles").findValuesAsText("name")).containsExactly("viewer");
        assertThat(realm.passwordGrant(world.rbac.app(), local).access()).isNotEmpty();
        ldap.resume();
        assertThat(world.inClaim(world.login(world.person("lea")))).isTrue();
    }

    @Test
    void aSyncOfThousandsCostsAFewStatementsForEach(TestRealm realm) {
        int people = 2_000;
        for (int number = 0; number < people; number++) {
            ldap.person("p" + number, "trading");
        }
        World world = new World(realm, ldap, true);
        world.mapper("trading", memberOf("trading", "w1", "viewer"));

        long began = System.nanoTime();
        SynchronizationResultRepresentation first = world.directory.sync();
        System.out.printf("First sync of %d people: %d s%n", people, (System.nanoTime() - began) / 1_000_000_000);

        assertThat(first.getAdded()).isGreaterThanOrEqualTo(people);
        assertThat(first.getFailed()).isZero();
        assertThat(world.rbac.admin().get("/workspaces/w1/members?max=1").header("X-Total-Count"))
                .contains(String.valueOf(people));
        int ours = realm.keycloak()
                .statements()
                .record(world.directory::sync)
                .ours()
                .size();
        System.out.printf(
                "Statements of ours in a sync without changes: %.2f for each%n", (double) ours / (people + 2));
        assertThat(ours).isLessThan(8 * (people + 2));
    }

    private static Rbac ready(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        return rbac;
    }

    private static Map<String, String> memberOf(String group, String workspace, String role) {
        return config(Map.of("from", "member-of", "value", LdapServer.groupDn(group)), workspace, role);
    }

    private static Map<String, String> attribute(String value, boolean pattern) {
        return Map.of(
                "from",
                "attribute",
                "ldap.attribute",
                "employeeType",
                "value",
                value,
                "pattern",
                String.valueOf(pattern));
    }

    private static Map<String, String> config(Map<String, String> rule, String workspace, String role) {
        Map<String, String> config = new LinkedHashMap<>(rule);
        config.put("workspace", workspace);
        config.put("roles", role);
        return config;
    }

    /** A workspace with a role, and a directory. */
    private static final class World {

        private final TestRealm realm;
        private final Rbac rbac;
        private final TestDirectory directory;

        World(TestRealm realm, LdapServer ldap, boolean imported) {
            this(realm, ready(realm), ldap, imported);
        }

        World(TestRealm realm, Rbac rbac, LdapServer ldap, boolean imported) {
            this.realm = realm;
            this.rbac = rbac;
            this.directory = imported ? TestDirectory.imported(realm, ldap) : TestDirectory.notImported(realm, ldap);
        }

        String mapper(String name, Map<String, String> config) {
            return directory.mapper(name, MAPPER, config);
        }

        /** Not looked up yet: as if this were the first login. */
        TestUser person(String name) {
            return new TestUser("", name, name + "@example.org", LdapServer.PASSWORD);
        }

        Tokens login(TestUser user) {
            return rbac.login(user, Map.of());
        }

        boolean inClaim(Tokens tokens) {
            JsonNode claim = tokens.accessClaims().path("workspace");
            return claim.path("alias").asText().equals("w1");
        }

        boolean allowed(TestUser user) {
            return rbac.decides(user, "view", "w1", "chatflow", "f1");
        }

        JsonNode member(String name) {
            return rbac.admin()
                    .get("/workspaces/w1/members?search=" + name)
                    .expect(200)
                    .json()
                    .path(0);
        }

        List<String> roles(String name) {
            return member(name).path("roles").findValuesAsText("name");
        }

        void end() {
            for (ComponentRepresentation mapper : realm.admin().components().query(directory.component())) {
                realm.admin().components().component(mapper.getId()).remove();
            }
            realm.admin().components().component(directory.component()).remove();
        }
    }
}
