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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Catalogues of resource types: the bundled ones and others. */
@OnKeycloak
class CatalogueIT {

    @Test
    @Tag("smoke")
    @Tag("OBN-17")
    @Tag("OBN-18")
    @Tag("OBO-22")
    void oneCallAppliesAPresetAndTheSecondChangesNothing(TestRealm realm) {
        RestCaller admin = enabled(realm);
        assertThat(admin.get("/resource-types/presets").expect(200).json().findValuesAsText("key"))
                .containsExactly("flowise", "openbb", "openwebui");

        JsonNode planned = admin.post("/resource-types/import?preset=openbb&dryRun=true")
                .expect(200)
                .json();
        assertThat(texts(planned.path("added")))
                .containsExactly("data-connector", "widget", "app", "template", "prompt", "agent");
        assertThat(admin.get("/resource-types").json()).hasSize(1);

        assertThat(admin.post("/resource-types/import?preset=openbb")
                        .expect(200)
                        .json())
                .isEqualTo(planned);
        int recorded = admin.get("/activity?max=1000").json().size();
        JsonNode again =
                admin.post("/resource-types/import?preset=openbb").expect(200).json();
        assertThat(texts(again.path("unchanged"))).hasSize(6);
        assertThat(again.path("changed")).isEmpty();
        assertThat(admin.get("/activity?max=1000").json()).hasSize(recorded);

        JsonNode widget = admin.get("/resource-types/widget").expect(200).json();
        assertThat(widget.path("parentType").asText()).isEqualTo("data-connector");
        assertThat(widget.path("actionLabels").path("export").path("de").asText())
                .isEqualTo("Daten exportieren");
        assertThat(widget.path("icon").asText()).isNotEmpty();
        assertThat(widget.path("categoryLabels").path("content").path("en").asText())
                .isEqualTo("Apps and widgets");
        JsonNode connector = admin.get("/resource-types/data-connector").json();
        assertThat(connector.path("kinds").fieldNames())
                .toIterable()
                .containsExactly("custom-backend", "file", "native-database");
    }

    @Test
    @Tag("FLW-41")
    @Tag("FLW-42")
    void allKeysOfTheFlowPresetAreGrantedKeptApartByWorkspaceAndStandInTheToken(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=flowise").expect(200);
        JsonNode types = rbac.admin().get("/resource-types").expect(200).json();
        rbac.workspace("w1");
        rbac.workspace("w2");
        List<Rbac.Grant> grants = new ArrayList<>();
        Set<String> categories = new HashSet<>();
        Set<String> keys = new HashSet<>();
        Set<String> own = Set.of("data-connector", "widget", "chatflow");
        for (JsonNode type : types) {
            String key = type.path("key").asText();
            if (!own.contains(key)) {
                categories.add(
                        key.equals("workspace")
                                ? "workspace"
                                : type.path("category").asText());
                Set<String> actions = new HashSet<>(texts(type.path("actions")));
                if (key.equals("workspace")) {
                    actions.removeAll(Set.of(
                            "manage-members",
                            "manage-roles",
                            "manage-resources",
                            "invite",
                            "bypass-invite",
                            "view-activity"));
                }
                actions.forEach(action -> keys.add(key + ":" + action));
                grants.add(onType(key, actions.toArray(String[]::new)));
            }
        }
        assertThat(categories).hasSize(17);
        assertThat(keys).hasSize(83);

        rbac.admin().put("/settings", Map.of("claimBudgetBytes", 16_384)).expect(200);
        TestUser ben = realm.user("ben");
        rbac.role("w1", "everything", grants.toArray(Rbac.Grant[]::new));
        rbac.member("w1", ben, "everything");
        rbac.member("w2", ben);
        assertThat(texts(rbac.claim(ben, Map.of("workspace", "w1")).path("permissions")))
                .containsAll(keys);
        for (String key : keys) {
            String type = key.substring(0, key.indexOf(':'));
            String action = key.substring(key.indexOf(':') + 1);
            if (!type.equals("workspace")) {
                assertThat(rbac.decides(ben, action, "w1", type, "any")).as(key).isTrue();
                assertThat(rbac.decides(ben, action, "w2", type, "any")).as(key).isFalse();
            }
        }
    }

    @Test
    @Tag("FLW-17")
    void anEditorHoldsEveryKeyButThoseOfAdministrators(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=flowise").expect(200);
        rbac.workspace("w1");
        Set<String> ofAdministrators = Set.of("workspace", "users", "roles", "sso", "logs", "loginActivity");
        List<Rbac.Grant> grants = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> denied = new HashSet<>();
        for (JsonNode type : rbac.admin().get("/resource-types").expect(200).json()) {
            String key = type.path("key").asText();
            Set<String> actions = new HashSet<>(texts(type.path("actions")));
            boolean edited = !ofAdministrators.contains(key);
            actions.forEach(action -> (edited ? keys : denied).add(key + ":" + action));
            if (edited) {
                grants.add(onType(key, actions.toArray(String[]::new)));
            }
        }
        String editor =
                Rbac.id(rbac.admin().post("/roles", Map.of("name", "editor", "description", "Edits everything")));
        rbac.admin()
                .patch("/roles/" + editor + "/grants", Map.of("add", grants))
                .expect(200);
        rbac.admin().put("/settings", Map.of("claimBudgetBytes", 16_384)).expect(200);
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "editor");

        assertThat(texts(rbac.claim(ben, Map.of("workspace", "w1")).path("permissions")))
                .containsExactlyInAnyOrderElementsOf(keys);
        for (String key : denied) {
            String type = key.substring(0, key.indexOf(':'));
            assertThat(rbac.decides(ben, key.substring(type.length() + 1), "w1", type, "w1"))
                    .as(key)
                    .isFalse();
        }
    }

    @Test
    @Tag("FLW-41")
    @Tag("FLW-42")
    void whatIsMadeInOneWorkspaceIsNotThereInAnotherForEveryTypeOfTheFlowPreset(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        JsonNode added = rbac.admin()
                .post("/resource-types/import?preset=flowise")
                .expect(200)
                .json()
                .path("added");
        rbac.workspace("w1");
        rbac.workspace("w2");
        TestUser ben = realm.user("ben");
        rbac.member("w2", ben, "admin");
        RestCaller asBen = realm.rbac(ben);
        for (String type : texts(added)) {
            if (!type.equals("workspace")) {
                String made = rbac.resource("w1", type, "Thing1");
                asBen.get("/workspaces/w2/resources/" + made).expect(404, "RESOURCE_NOT_FOUND");
                asBen.get("/workspaces/w1/resources/" + made).expect(404, "WORKSPACE_NOT_FOUND");
                assertThat(asBen.get("/workspaces/w2/resources?type=" + type)
                                .expect(200)
                                .json())
                        .as(type)
                        .isEmpty();
                assertThat(rbac.resource("w2", type, "Thing1")).isNotEqualTo(made);
            }
        }
    }

    @Test
    @Tag("OWU-21")
    @Tag("OWU-23")
    void aModelIsReadByWhomItIsGrantedAndWrittenByNobodyElse(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=openwebui").expect(200);
        rbac.workspace("w1");
        String small = rbac.resource("w1", "openwebui/models", "small");
        rbac.resource("w1", "openwebui/models", "large");
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.role("w1", "small-model", Rbac.Grant.on("openwebui/models", small, "read"));
        rbac.role("w1", "chat", onType("openwebui", "chat.valves"));
        rbac.member("w1", ben, "small-model", "chat");
        rbac.member("w1", cleo);

        assertThat(rbac.decides(ben, "read", "w1", "openwebui/models", "small")).isTrue();
        assertThat(rbac.decides(ben, "write", "w1", "openwebui/models", "small"))
                .isFalse();
        assertThat(rbac.decides(ben, "read", "w1", "openwebui/models", "large")).isFalse();
        assertThat(rbac.decides(cleo, "read", "w1", "openwebui/models", "small"))
                .isFalse();
        assertThat(texts(rbac.claim(ben, Map.of("workspace", "w1")).path("permissions")))
                .contains("openwebui:access", "openwebui:chat.controls", "openwebui:chat.valves")
                .doesNotContain("openwebui:chat.delete");
    }

    @Test
    void aFileIsAppliedAllOrNoneAndWhatIsWrongIsNamedByItsPlace(TestRealm realm) {
        RestCaller admin = enabled(realm);
        Map<String, Object> fine = Map.of("key", "file", "actions", List.of("view", "open"));
        Answer refusal = admin.post(
                "/resource-types/import",
                Map.of("types", List.of(fine, Map.of("key", "x", "actions", List.of("view"), "baseAction", "fly"))));
        refusal.expect(400, "INVALID_REQUEST");
        assertThat(refusal.json().at("/violations/0/field").asText()).isEqualTo("types[1].baseAction");
        Answer cycle = admin.post(
                "/resource-types/import",
                Map.of(
                        "types",
                        List.of(
                                Map.of("key", "hen", "actions", List.of("view"), "parentType", "egg"),
                                Map.of("key", "egg", "actions", List.of("view"), "parentType", "hen"))));
        cycle.expect(422, "INVALID_PARENT");
        assertThat(cycle.json().at("/violations/0/field").asText()).isEqualTo("types[0].parentType");
        admin.post("/resource-types/import", Map.of("typos", List.of())).expect(400, "UNKNOWN_MEMBER");
        admin.post("/resource-types/import?preset=none").expect(400, "INVALID_REQUEST");
        admin.post("/resource-types/import?preset=openbb", Map.of("types", List.of(fine)))
                .expect(400, "INVALID_REQUEST");
        assertThat(admin.get("/resource-types").json()).hasSize(1);

        admin.post("/resource-types/import", Map.of("types", List.of(fine))).expect(200);
        admin.post("/roles", Map.of("name", "opener", "description", "Opens"));
        String role = admin.get("/roles?search=opener").json().at("/0/id").asText();
        admin.patch("/roles/" + role + "/grants", Map.of("add", List.of(onType("file", "open"))))
                .expect(200);
        Answer inUse = admin.post(
                "/resource-types/import", Map.of("types", List.of(Map.of("key", "file", "actions", List.of("view")))));
        inUse.expect(409, "RESOURCE_TYPE_IN_USE");
        assertThat(inUse.json().at("/violations/0/field").asText()).isEqualTo("types[0].actions");
    }

    @Test
    void oneLineOfADeclarativeFileAppliesAPreset(TestRealm realm) {
        byte[] file = "settings: {enabled: true}\ncatalogues: [openbb]\n".getBytes(StandardCharsets.UTF_8);
        RestCaller admin = realm.rbacAsAdmin();
        assertThat(admin.upload("PUT", "/config", "application/yaml", file)
                        .expect(200)
                        .json()
                        .path("changes"))
                .isNotEmpty();
        assertThat(admin.upload("PUT", "/config", "application/yaml", file)
                        .expect(200)
                        .json()
                        .path("changes"))
                .isEmpty();
        assertThat(admin.get("/resource-types").json().findValuesAsText("key")).contains("widget", "agent");
    }

    @Test
    void onlyWhoMayChangeTypesImportsThem(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "admin");
        RestCaller asBen = realm.rbac(ben);
        asBen.post("/resource-types/import?preset=openbb").expect(403, "ACCESS_DENIED");
        asBen.get("/resource-types/presets").expect(200);
    }

    private static RestCaller enabled(TestRealm realm) {
        RestCaller admin = realm.rbacAsAdmin();
        admin.put("/settings", Map.of("enabled", true)).expect(200);
        return admin;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
