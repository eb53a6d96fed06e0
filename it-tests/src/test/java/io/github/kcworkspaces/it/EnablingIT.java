package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Enabling a realm for workspaces. */
@OnKeycloak
class EnablingIT {

    private static final int AT_ONCE = 20;

    @Test
    @Tag("smoke")
    @Tag("OBN-08")
    void anEnabledRealmHasWhatItNeeds(TestRealm realm) {
        RestCaller admin = realm.rbacAsAdmin();
        assertThat(admin.get("/settings").expect(200).json().path("enabled").asBoolean())
                .isFalse();

        admin.put("/settings", Map.of("enabled", true)).expect(200);

        assertThat(admin.get("/workspaces").expect(200).json()).singleElement().satisfies(workspace -> {
            assertThat(workspace.path("alias").asText()).isEqualTo("default");
            assertThat(workspace.path("default").asBoolean()).isTrue();
        });
        assertThat(admin.get("/roles").expect(200).json().findValuesAsText("name"))
                .containsExactly("admin", "member", "owner");
        String client =
                realm.admin().clients().findByClientId("workspaces").get(0).getId();
        assertThat(realm.admin().clients().get(client).roles().list())
                .extracting(RoleRepresentation::getName)
                .contains("manage", "view", "evaluate", "search", "manage-resources", "trusted-attributes");
        assertThat(realm.admin()
                        .roles()
                        .get("workspace-admin")
                        .toRepresentation()
                        .isComposite())
                .isTrue();
        assertThat(realm.admin().clientScopes().findAll())
                .extracting(ClientScopeRepresentation::getName)
                .contains("workspace");
    }

    @Test
    @Tag("OBN-08")
    @Tag("OBO-11")
    @Tag("FLW-02")
    @Tag("FLW-09")
    void manyAtOnceCreateOneDefaultWorkspace(TestRealm realm) throws Exception {
        RestCaller admin = realm.rbacAsAdmin();
        admin.get("/settings").expect(200);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Answer>> enabling = new ArrayList<>();
            for (int caller = 0; caller < AT_ONCE; caller++) {
                enabling.add(() -> admin.put("/settings", Map.of("enabled", true)));
            }
            for (Future<Answer> answer : callers.invokeAll(enabling)) {
                answer.get().expect(200);
            }
        } finally {
            callers.shutdown();
        }
        assertThat(admin.get("/workspaces").expect(200).json()).hasSize(1);
        assertThat(admin.get("/roles").expect(200).json()).hasSize(3);
        assertThat(admin.get("/activity?type=WORKSPACE_CREATED").expect(200).json())
                .hasSize(1);
    }

    @Test
    @Tag("FLW-09")
    void enablingAgainWritesNothing(TestRealm realm) {
        RestCaller admin = realm.rbacAsAdmin();
        admin.put("/settings", Map.of("enabled", true)).expect(200);
        int before = admin.get("/activity").expect(200).json().size();

        admin.put("/settings", Map.of("enabled", true)).expect(200);

        assertThat(admin.get("/activity").expect(200).json()).hasSize(before);
    }

    @Test
    @Tag("FLW-09")
    void aRealmThatIsNotEnabledHasNothingButItsSettings(TestRealm realm) {
        RestCaller admin = realm.rbacAsAdmin();
        for (String path : List.of("/workspaces", "/workspaces/default", "/roles", "/resource-types", "/activity")) {
            admin.get(path).expect(404, "REALM_NOT_ENABLED");
        }
        admin.post("/workspaces", Map.of("alias", "a", "name", "A")).expect(404, "REALM_NOT_ENABLED");
    }

    @Test
    void disablingKeepsTheDataAndEnablingBringsItBack(TestRealm realm) {
        RestCaller admin = realm.rbacAsAdmin();
        admin.put("/settings", Map.of("enabled", true)).expect(200);
        admin.post("/workspaces", Map.of("alias", "research", "name", "Research"))
                .expect(201);

        admin.put("/settings", Map.of("enabled", false)).expect(200);
        admin.get("/workspaces/research").expect(404, "REALM_NOT_ENABLED");

        admin.put("/settings", Map.of("enabled", true)).expect(200);
        admin.get("/workspaces/research").expect(200);
    }
}
