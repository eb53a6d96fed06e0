package io.github.kcworkspaces.role;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of roles. */
public final class RoleRules {

    private static final int LONGEST_DESCRIPTION = 1_000;

    private RoleRules() {}

    public static Role exists(Optional<Role> role) {
        return role.orElseThrow(() -> new Problem(ProblemCode.ROLE_NOT_FOUND, "there is no such role"));
    }

    /** R1: name 1 to 100 characters, description required. */
    static void textsAreValid(@Nullable String name, @Nullable String description) {
        TextRules rules = new TextRules().name("name", name);
        if (description == null || description.isBlank()) {
            rules.violation("description", "is required");
        }
        rules.prose("description", description, LONGEST_DESCRIPTION).enforce();
    }

    /** R1: unique among live roles of the same scope without regard to case; the built-in names everywhere. */
    static void nameIsFree(Optional<Role> sameName, Role role) {
        if (sameName.filter(other -> !other.id().equals(role.id())).isPresent()) {
            throw nameTaken(role.name());
        }
    }

    /** Also what a lost race for a name is turned into. */
    public static Problem nameTaken(String name) {
        return new Problem(ProblemCode.ROLE_NAME_TAKEN, "a role named '" + name + "' exists here already");
    }

    /** R3: the built-in roles are what they are. */
    static void builtInIsImmutable(Role role) {
        if (role.builtIn()) {
            throw new Problem(
                    ProblemCode.BUILT_IN_IMMUTABLE, "the built-in role '" + role.name() + "' cannot be changed");
        }
    }

    static void roleIsLive(Role role) {
        if (!role.live()) {
            throw new Problem(ProblemCode.ROLE_DELETED, "the role '" + role.name() + "' is deleted; restore it first");
        }
    }

    static void templatesHaveNoMembers(RoleScope scope, List<?> members) {
        new TextRules()
                .check(scope.workspace() != null || members.isEmpty(), "members", "are assigned in a workspace")
                .enforce();
    }

    public static void referencesAreKnown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_ROLE,
                    "no such role here: " + String.join(", ", unknown),
                    List.of(),
                    java.util.Map.of("roles", unknown));
        }
    }
}
