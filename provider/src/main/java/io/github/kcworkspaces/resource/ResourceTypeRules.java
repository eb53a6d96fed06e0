package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of resource types. */
public final class ResourceTypeRules {

    /** How many resource types a realm can have: they are kept in memory as a whole. */
    public static final int MOST_TYPES = 500;

    private static final int MOST_ACTIONS = 100;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    private static final String KEY_MESSAGE =
            "must be 1 to 100 letters, digits, '.', '_', '/' and '-', starting with a letter or digit";

    private ResourceTypeRules() {}

    public static ResourceType exists(Optional<ResourceType> type) {
        return type.orElseThrow(
                () -> new Problem(ProblemCode.RESOURCE_TYPE_NOT_FOUND, "there is no such resource type"));
    }

    static void builtInIsImmutable(boolean builtIn, String key) {
        if (builtIn) {
            throw new Problem(
                    ProblemCode.BUILT_IN_IMMUTABLE, "the built-in resource type '" + key + "' cannot be changed");
        }
    }

    static void typeIsValid(ResourceType type) {
        TypeDefinition definition = type.definition();
        TextRules rules = new TextRules()
                .matches("key", definition.key(), KEY, KEY_MESSAGE)
                .name("name", type.name())
                .optional("category", type.category(), 100)
                .check(!definition.actions().isEmpty(), "actions", "must not be empty")
                .check(definition.actions().size() <= MOST_ACTIONS, "actions", "has more than " + MOST_ACTIONS)
                .check(
                        new HashSet<>(definition.actions()).size()
                                == definition.actions().size(),
                        "actions",
                        "names an action twice")
                .check(definition.has(definition.baseAction()), "baseAction", "is none of the actions");
        for (int index = 0; index < definition.actions().size(); index++) {
            rules.matches("actions[" + index + "]", definition.actions().get(index), KEY, KEY_MESSAGE);
        }
        definition.implies().forEach((action, implied) -> {
            rules.check(definition.has(action), "implies", "'" + action + "' is none of the actions");
            implied.forEach(one ->
                    rules.check(definition.has(one), "implies." + action, "'" + one + "' is none of the actions"));
        });
        rules.enforce();
    }

    /** P3: one level of parents. A chain would make every decision walk it. */
    static void parentIsValid(ResourceType type, Optional<ResourceType> parent, boolean hasChildren) {
        String key = type.definition().parentType();
        if (key == null) {
            return;
        }
        if (key.equals(type.key())
                || parent.isEmpty()
                || parent.get().definition().parentType() != null) {
            throw new Problem(
                    ProblemCode.INVALID_PARENT,
                    "the parent type must be another resource type of the realm that has no parent type itself");
        }
        if (hasChildren) {
            throw new Problem(
                    ProblemCode.INVALID_PARENT, "a resource type that is a parent itself cannot have a parent type");
        }
    }

    static void typeIsUnused(String key, boolean used, List<String> children) {
        if (used || !children.isEmpty()) {
            throw new Problem(
                    ProblemCode.RESOURCE_TYPE_IN_USE,
                    "the resource type '" + key + "' still has resources, grants or child types",
                    List.of(),
                    Map.of("childTypes", children));
        }
    }

    static void notTooMany(int count) {
        if (count >= MOST_TYPES) {
            throw new Problem(ProblemCode.TOO_LARGE, "a realm can have " + MOST_TYPES + " resource types");
        }
    }
}
