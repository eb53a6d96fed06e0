package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One role for several applications. */
@OnKeycloak
class CommonPolicyIT {

    @Test
    @Tag("OWU-37")
    void oneChangeOfARoleIsInTheTokensOfThreeApplications(TestRealm realm) {
        Rbac rbac = Rbac.of(realm);
        rbac.admin()
                .put("/settings", Map.of("enabled", true, "claimBudgetBytes", 8_192))
                .expect(200);
        Map<String, String> types = new LinkedHashMap<>();
        for (String preset : List.of("openbb", "flowise", "openwebui")) {
            JsonNode added = rbac.admin()
                    .post("/resource-types/import?preset=" + preset)
                    .expect(200)
                    .json()
                    .path("added");
            types.put(preset, added.get(0).asText());
        }
        rbac.workspace("research");
        String analyst = rbac.role("research", "analyst");
        TestUser ben = realm.user("ben");
        rbac.member("research", ben, "analyst");
        Map<String, TestClient> applications = new LinkedHashMap<>();
        Map<String, Tokens> tokens = new LinkedHashMap<>();
        types.keySet().forEach(name -> {
            TestClient client = realm.client(name, Rbac::inItsOwnAudience);
            applications.put(name, client);
            tokens.put(
                    name,
                    realm.passwordGrant(client, ben, Map.of("scope", "openid workspace", "workspace", "research")));
        });
        Rbac.Grant[] grants = types.values().stream()
                .map(type -> onType(type, baseAction(rbac, type)))
                .toArray(Rbac.Grant[]::new);

        rbac.grant("research", analyst, grants);

        List<String> keys = types.values().stream()
                .map(type -> type + ":" + baseAction(rbac, type))
                .toList();
        for (String name : types.keySet()) {
            assertThat(permissions(tokens.get(name))).as("before, at %s", name).doesNotContainAnyElementsOf(keys);
            Tokens now = realm.refresh(applications.get(name), tokens.get(name));
            tokens.put(name, now);
            assertThat(now.accessClaims().path("aud").toString()).contains('"' + name + '"');
            assertThat(now.accessClaims().at("/workspace/roles").toString()).isEqualTo("[\"analyst\"]");
            assertThat(permissions(now)).as(name).containsAll(keys);
        }

        rbac.withdraw("research", analyst, grants[1]);

        for (String name : types.keySet()) {
            assertThat(permissions(realm.refresh(applications.get(name), tokens.get(name))))
                    .as("afterwards, at %s", name)
                    .contains(keys.get(0), keys.get(2))
                    .doesNotContain(keys.get(1));
        }
    }

    private static String baseAction(Rbac rbac, String type) {
        return rbac.admin()
                .get("/resource-types/" + type)
                .expect(200)
                .json()
                .path("baseAction")
                .asText();
    }

    private static List<String> permissions(Tokens tokens) {
        List<String> keys = new ArrayList<>();
        tokens.accessClaims().at("/workspace/permissions").forEach(key -> keys.add(key.asText()));
        return keys;
    }
}
