package io.github.kcworkspaces.keycloak.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

class ClaimBudgetTest {

    private static final String ENDPOINT = "https://id.example/realms/acme/rbac/me/claims?workspace=w1";

    @Test
    void aClaimThatFitsStaysWhole() throws Exception {
        Map<String, Object> claim = claim(2, 2);
        assertThat(fit(claim, 2_048)).isEqualTo(Map.of("workspace", claim));
    }

    @Test
    void theBudgetIsNotAskedForWhereNoRealmHasASmallerOne() {
        Map<String, Object> claim = claim(1, 1);
        ClaimBudget budget = new ClaimBudget(256, () -> {
            throw new AssertionError("asked");
        });
        assertThat(budget.fit(claims(claim), 0, () -> ENDPOINT).claims()).isEqualTo(claims(claim));
    }

    @Test
    void permissionsGoFirstAsAWholeAndAreNamed() throws Exception {
        Map<String, Object> claim = claim(2, 500);
        Map<String, Object> members = fit(claim, 2_048);
        assertThat(size(members)).isLessThanOrEqualTo(2_048);
        assertThat(members.get("workspace")).isEqualTo(without(claim, "permissions"));
        assertThat(members.get("_claim_names")).isEqualTo(Map.of("workspace.permissions", "workspaces"));
        assertThat(members.get("_claim_sources")).isEqualTo(Map.of("workspaces", Map.of("endpoint", ENDPOINT)));
    }

    @Test
    void rolesGoNext() throws Exception {
        Map<String, Object> claim = claim(500, 500);
        Map<String, Object> members = fit(claim, 2_048);
        assertThat(size(members)).isLessThanOrEqualTo(2_048);
        assertThat(members.get("workspace")).isEqualTo(without(without(claim, "permissions"), "roles"));
        assertThat(members.get("_claim_names"))
                .isEqualTo(Map.of("workspace.permissions", "workspaces", "workspace.roles", "workspaces"));
    }

    @Test
    void rolesStayWhenPermissionsWereNeverThere() throws Exception {
        Map<String, Object> claim = without(claim(3, 0), "permissions");
        assertThat(fit(claim, 512)).isEqualTo(Map.of("workspace", claim));
    }

    @Test
    void everyBudgetThatARealmMayHaveIsKept() throws Exception {
        for (int budget : new int[] {256, 300, 400, 512, 1_024, 4_096}) {
            for (int entries : new int[] {0, 1, 10, 100, 1_000}) {
                assertThat(size(fit(claim(entries, entries), budget)))
                        .as("budget %d, %d entries", budget, entries)
                        .isLessThanOrEqualTo(budget);
            }
        }
    }

    @Test
    void whatOthersOfOursTookIsNotLeft() throws Exception {
        Map<String, Object> claim = claim(2, 30);
        assertThat(document(claims(claim), 1_024, 0)).isEqualTo(Map.of("workspace", claim));
        Map<String, Object> second = document(claims(claim), 1_024, 700);
        assertThat(second.get("workspace")).isEqualTo(without(claim, "permissions"));
        assertThat(size(second)).isLessThanOrEqualTo(324);
    }

    @Test
    void aFlatClaimGoesAsAWholeAndIsNamedAlsoWhenItIsNested() throws Exception {
        ClaimPath roles = new ClaimPath(List.of("roles"));
        ClaimPath entitlements = new ClaimPath(List.of("rights", "entitlements"));
        MappedClaims claims = new MappedClaims(
                Map.of(roles, names("role", 3), entitlements, names("type:action", 500)),
                List.of(new MappedClaims.Part(entitlements, null), new MappedClaims.Part(roles, null)));
        Map<String, Object> document = document(claims, 2_048, 0);
        assertThat(document).containsOnlyKeys("roles", "_claim_names", "_claim_sources");
        assertThat(document.get("_claim_names")).isEqualTo(Map.of("rights.entitlements", "workspaces"));
    }

    @Test
    void theQuickEstimateIsNeverBelowTheSize() throws Exception {
        for (String text :
                List.of("", "plain", "\"quoted\" \\", "\u0000\u001f\u007f", "größer", "漢字", "\uD83D\uDE00")) {
            Map<String, Object> claim = claim(2, 3);
            claim.put("alias", text);
            claim.put(text, List.of(text, text));
            claim.put("nothing", null);
            claim.put("nested", Map.of("a", true, "b", -1.5, "c", Map.of()));
            assertThat(ClaimBudget.most(claim)).as(text).isGreaterThanOrEqualTo(size(claim));
        }
        assertThat(ClaimBudget.most(claim(1, 3))).isLessThanOrEqualTo(size(claim(1, 3)) + 16);
    }

    private static Map<String, Object> fit(Map<String, Object> claim, int budget) {
        return document(claims(claim), budget, 0);
    }

    private static Map<String, Object> document(MappedClaims claims, int budget, long spent) {
        ClaimBudget.Fitted fitted = new ClaimBudget(256, () -> budget).fit(claims, spent, () -> ENDPOINT);
        Map<String, Object> document = fitted.claims().document();
        document.putAll(fitted.references());
        return document;
    }

    private static MappedClaims claims(Map<String, Object> claim) {
        return WorkspaceMapper.of(new ClaimPath(List.of("workspace")), claim);
    }

    private static Map<String, Object> claim(int roles, int permissions) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("id", "6f1c2d3e-0000-0000-0000-000000000001");
        claim.put("alias", "research");
        claim.put("roles", names("role", roles));
        claim.put("permissions", names("type:action", permissions));
        claim.put("rev", 57);
        return claim;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(index -> prefix + index).toList();
    }

    private static Map<String, Object> without(Map<String, Object> claim, String member) {
        Map<String, Object> smaller = new LinkedHashMap<>(claim);
        smaller.remove(member);
        return smaller;
    }

    private static int size(Map<String, Object> members) throws Exception {
        return JsonSerialization.writeValueAsString(members).getBytes(StandardCharsets.UTF_8).length;
    }
}
