package io.github.kcworkspaces.keycloak.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimPathTest {

    @Test
    void dotsNestAndABackslashKeepsThem() {
        assertThat(ClaimPath.of("resource.roles").steps()).containsExactly("resource", "roles");
        assertThat(ClaimPath.of("https://example\\.org/roles").steps()).containsExactly("https://example.org/roles");
    }

    @Test
    void whatATokenIsMadeOfIsNoNameForAClaim() {
        for (String name : List.of(
                "sub",
                "aud",
                "iss",
                "exp",
                "email",
                "realm_access.roles",
                "resource_access",
                "scope",
                "cnf",
                "acr",
                "_claim_names",
                "active",
                " ",
                "")) {
            assertThat(ClaimPath.of(name)).as(name).isNull();
        }
        assertThat(ClaimPath.of(null)).isNull();
        assertThat(ClaimPath.of("roles")).isNotNull();
        assertThat(ClaimPath.of("groups")).isNotNull();
    }

    @Test
    void whatAnotherMapperNestedBesideIsKeptAndWhatItPutInPlaceIsGone() {
        Map<String, Object> claims = new HashMap<>(Map.of("tenant", Map.of("name", "theirs", "roles", "spoofed")));
        ClaimPath roles = ClaimPath.of("tenant.roles");

        roles.put(claims, List.of("ours"));
        assertThat(claims).isEqualTo(Map.of("tenant", Map.of("name", "theirs", "roles", List.of("ours"))));
        assertThat(roles.find(claims)).isEqualTo(List.of("ours"));

        roles.remove(claims);
        assertThat(claims).isEqualTo(Map.of("tenant", Map.of("name", "theirs")));
    }

    @Test
    void aValueInTheWayGivesWay() {
        Map<String, Object> claims = new HashMap<>(Map.of("tenant", "theirs"));
        ClaimPath.of("tenant.roles").put(claims, "ours");
        assertThat(claims).isEqualTo(Map.of("tenant", Map.of("roles", "ours")));
    }

    @Test
    void takingAwayWhatIsNotThereChangesNothing() {
        Map<String, Object> claims = new HashMap<>(Map.of("tenant", "theirs"));
        ClaimPath.of("tenant.roles").remove(claims);
        ClaimPath.of("other").remove(claims);
        assertThat(claims).isEqualTo(Map.of("tenant", "theirs"));
    }
}
