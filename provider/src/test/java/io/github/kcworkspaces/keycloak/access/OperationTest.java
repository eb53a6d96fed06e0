package io.github.kcworkspaces.keycloak.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.keycloak.access.Operation.Level;
import io.github.kcworkspaces.keycloak.access.Operation.Need;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {

    private static final Set<String> PERMISSIONS = Set.of(
            "view",
            "update",
            "manage-members",
            "manage-roles",
            "manage-resources",
            "invite",
            "bypass-invite",
            "view-activity");

    @ParameterizedTest
    @EnumSource(Operation.class)
    void permissionsAreActionsOfTheBuiltInTypeAndOnlyForWorkspaces(Operation operation) {
        operation.permission().ifPresent(permission -> {
            assertThat(PERMISSIONS).contains(permission);
            assertThat(operation.level()).isEqualTo(Level.WORKSPACE);
        });
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void readingOpensNoChange(Operation operation) {
        // Who reads everything may as well ask what it comes to.
        boolean changes = !operation.name().endsWith("_READ")
                && !operation.name().endsWith("_LIST")
                && operation != Operation.EVALUATE;
        if (changes) {
            assertThat(operation.opensBy(Need.READING)).isFalse();
            assertThat(operation.opensBy(Need.NOTHING)).isFalse();
        } else if (operation != Operation.ME_READ) {
            assertThat(operation.opensBy(Need.READING)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Need.class)
    void everyNeedOpensSomething(Need need) {
        assertThat(Arrays.stream(Operation.values()).filter(operation -> operation.opensBy(need)))
                .isNotEmpty();
    }
}
