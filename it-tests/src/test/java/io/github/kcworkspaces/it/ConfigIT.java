package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** The declarative file, and the demo realm that is made of one. */
@OnKeycloak
class ConfigIT {

    private static final String YAML = "application/yaml";

    @Test
    @Tag("OWU-19")
    void theDemoRealmIsAppliedOnceAndTheSecondTimeChangesNothing(KeycloakUnderTest keycloak) throws IOException {
        byte[] file = resource("/workspaces/acme.yaml");
        RealmRepresentation demo =
                new ObjectMapper().readValue(resource("/realms/acme-realm.json"), RealmRepresentation.class);
        demo.setRealm("demo-" + UUID.randomUUID().toString().substring(0, 8));
        keycloak.admin().realms().create(demo);
        try (TestRealm realm = keycloak.realm(demo.getRealm())) {
            JsonNode planned =
                    put(realm, "/config?dryRun=true", file).expect(200).json();
            assertThat(planned.path("changes")).isNotEmpty();
            assertThat(realm.rbacAsAdmin()
                            .get("/settings")
                            .json()
                            .path("enabled")
                            .asBoolean())
                    .as("after a dry run")
                    .isFalse();

            JsonNode applied = put(realm, "/config", file).expect(200).json();
            assertThat(applied.path("changes")).hasSameSizeAs(planned.path("changes"));
            assertThat(put(realm, "/config", file).expect(200).json().path("changes"))
                    .isEmpty();

            JsonNode exported = realm.rbacAsAdmin().get("/config").expect(200).json();
            assertThat(realm.rbacAsAdmin()
                            .put("/config", exported)
                            .expect(200)
                            .json()
                            .path("changes"))
                    .as("what is exported is what is there")
                    .isEmpty();
            demo.setRealm("demo-" + UUID.randomUUID().toString().substring(0, 8));
            keycloak.admin().realms().create(demo);
            try (TestRealm copy = keycloak.realm(demo.getRealm())) {
                copy.rbacAsAdmin().put("/config", exported).expect(200);
                assertThat(copy.rbacAsAdmin().get("/config").expect(200).json()).isEqualTo(exported);
            }

            JsonNode seen = realm.rbacAsAdmin().get("/workspaces").expect(200).json();
            assertThat(seen.findValuesAsText("alias"))
                    .containsExactlyInAnyOrder("default", "research", "trading", "finance", "sandbox");
            JsonNode trading = realm.rbacAsAdmin()
                    .get("/workspaces/trading/members")
                    .expect(200)
                    .json();
            assertThat(trading.findValuesAsText("username")).contains("ada", "cleo", "dan");
        }
    }

    @Test
    void whatIsExportedMakesAnotherRealmTheSame(TestRealm realm, KeycloakUnderTest keycloak) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        String staff = realm.group("staff");
        rbac.workspace("w1");
        rbac.workspace("w2");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String widget = rbac.resource("w1", "widget", "prices", connector);
        String role = rbac.role("w1", "analyst", on("data-connector", connector, "view"));
        rbac.grant("w1", role, on("widget", widget, "access"));
        rbac.member("w1", ben, "analyst");
        rbac.admin()
                .put("/workspaces/w1/groups/" + staff, Map.of("roles", List.of("analyst")))
                .expect(200);
        rbac.admin()
                .put(
                        "/workspaces/w1/resources/" + connector + "/shares",
                        Map.of(
                                "workspaces",
                                List.of("w2"),
                                "members",
                                List.of(Map.of("user", ben.id(), "actions", List.of("view"))),
                                "groups",
                                List.of(Map.of("group", staff, "actions", List.of("view")))))
                .expect(200);
        rbac.role("w2", "guest", on("data-connector", connector, "view"));
        rbac.admin().put("/workspaces/w2", Map.of("status", "SUSPENDED")).expect(200);

        JsonNode exported = rbac.admin().get("/config").expect(200).json();
        assertThat(exported.toString()).doesNotContain(connector, widget, ben.id(), staff);
        assertThat(rbac.admin().put("/config", exported).expect(200).json().path("changes"))
                .isEmpty();
        try (TestRealm copy = keycloak.newRealm()) {
            TestUser other = copy.user("ben");
            copy.group("staff");
            copy.rbacAsAdmin().put("/config", exported).expect(200);
            assertThat(copy.rbacAsAdmin().get("/config").expect(200).json()).isEqualTo(exported);
            copy.rbac(other).get("/config").expect(403);
            rbac.asDecisionPoint().get("/config").expect(403);
        }
    }

    @Test
    void aFileWithOneMistakeChangesNothing(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        int before = rbac.admin().get("/activity?max=1000").json().size();
        Map<String, Object> file = Map.of(
                "workspaces",
                List.of(
                        Map.of("alias", "fine", "name", "Fine"),
                        Map.of("alias", "bad", "name", "Bad", "members", List.of(Map.of("user", "nobody")))));

        Answer refusal = rbac.admin().put("/config", file);

        assertThat(refusal.status()).isBetween(400, 422);
        assertThat(rbac.admin().get("/workspaces").json().findValuesAsText("alias"))
                .containsExactly("default");
        assertThat(rbac.admin().get("/activity?max=1000").json()).hasSize(before);
        rbac.admin().put("/config", Map.of("workspace", Map.of())).expect(400, "UNKNOWN_MEMBER");
    }

    private static Answer put(TestRealm realm, String path, byte[] yaml) {
        return realm.rbacAsAdmin().upload("PUT", path, YAML, yaml);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ConfigIT.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
