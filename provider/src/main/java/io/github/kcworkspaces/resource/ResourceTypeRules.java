package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import io.github.kcworkspaces.problem.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of resource types. */
public final class ResourceTypeRules {

    /** How many resource types a realm can have: they are kept in memory as a whole. */
    public static final int MOST_TYPES = 500;

    private static final int MOST_ACTIONS = 100;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    private static final String KEY_MESSAGE =
            "must be 1 to 100 letters, digits, '.', '_', '/' and '-', starting with a letter or digit";

    private static final Pattern ICON = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_LANGUAGES = 50;

    /** Paths of the API below {@code resource-types}. */
    private static final Set<String> RESERVED = Set.of("import", "presets");

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

    /** A catalogue may add actions to the built-in type, and say how it is shown; the rest of it is ours. */
    static void builtInIsOnlyExtended(String path, ResourceType type) {
        TypeDefinition definition = type.definition();
        boolean extended = definition.parentType() == null
                && (definition.baseAction().equals("view")
                        || definition.baseAction().equals(definition.actions().get(0)))
                && definition.implies().keySet().stream().noneMatch(ResourceType.WORKSPACE_ACTIONS::contains);
        if (!extended) {
            throw new Problem(
                    ProblemCode.BUILT_IN_IMMUTABLE,
                    "a catalogue can only add actions to the built-in resource type '" + type.key() + "'",
                    List.of(new Violation(path + "key", "is built in, only actions can be added")),
                    Map.of());
        }
    }

    /** @param path where the type stands in what was sent; empty or ending in a dot */
    static void typeIsValid(String path, ResourceType type) {
        TypeDefinition definition = type.definition();
        TextRules rules = new TextRules()
                .matches(path + "key", definition.key(), KEY, KEY_MESSAGE)
                .check(!RESERVED.contains(definition.key()), path + "key", "is reserved")
                .name(path + "name", type.name())
                .optional(path + "category", type.category(), 100)
                .check(!definition.actions().isEmpty(), path + "actions", "must not be empty")
                .check(definition.actions().size() <= MOST_ACTIONS, path + "actions", "has more than " + MOST_ACTIONS)
                .check(
                        new HashSet<>(definition.actions()).size()
                                == definition.actions().size(),
                        path + "actions",
                        "names an action twice")
                .check(definition.has(definition.baseAction()), path + "baseAction", "is none of the actions")
                .check(
                        type.gate() == null || definition.parentType() != null,
                        path + "gate",
                        "is for types with a parent type");
        for (int index = 0; index < definition.actions().size(); index++) {
            rules.matches(path + "actions[" + index + "]", definition.actions().get(index), KEY, KEY_MESSAGE);
        }
        definition.implies().forEach((action, implied) -> {
            rules.check(definition.has(action), path + "implies", "'" + action + "' is none of the actions");
            implied.forEach(one -> rules.check(
                    definition.has(one), path + "implies." + action, "'" + one + "' is none of the actions"));
        });
        definition
                .shareable()
                .forEach(action -> rules.check(
                        definition.has(action), path + "shareable", "'" + action + "' is none of the actions"));
        presentation(rules, path, type);
        rules.enforce();
    }

    static void keysAreUnique(List<ResourceType> catalogue) {
        TextRules rules = new TextRules().check(catalogue.size() <= MOST_TYPES, "types", "has more than " + MOST_TYPES);
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < catalogue.size(); index++) {
            rules.check(keys.add(catalogue.get(index).key()), "types[" + index + "].key", "stands there twice");
        }
        rules.enforce();
    }

    private static void presentation(TextRules rules, String path, ResourceType type) {
        Presentation shown = type.presentation();
        TypeDefinition definition = type.definition();
        rules.matches(path + "icon", shown.icon(), ICON, "must be 1 to 64 lower-case letters, digits and '-'");
        labels(rules, path + "labels", shown.labels());
        several(rules, path + "kinds", shown.kinds());
        several(rules, path + "actionLabels", shown.actionLabels());
        several(rules, path + "categoryLabels", shown.categoryLabels());
        Set<String> shownActions = new TreeSet<>(shown.actionLabels().keySet());
        shownActions.addAll(shown.actionCategories().keySet());
        shownActions.forEach(action -> rules.check(
                definition.has(action), path + "actionLabels." + action, "'" + action + "' is none of the actions"));
        shown.actionCategories()
                .forEach((action, category) ->
                        rules.required(path + "actionCategories." + action, category, LONGEST_LABEL));
    }

    private static void several(TextRules rules, String path, Map<String, Map<String, String>> all) {
        rules.check(all.size() <= MOST_ACTIONS, path, "has more than " + MOST_ACTIONS);
        all.forEach((key, labels) -> {
            rules.required(path, key, LONGEST_LABEL);
            labels(rules, path + "." + key, labels);
        });
    }

    private static void labels(TextRules rules, String path, Map<String, String> labels) {
        rules.check(labels.size() <= MOST_LANGUAGES, path, "has more than " + MOST_LANGUAGES + " languages");
        labels.forEach((language, label) -> rules.matches(path, language, LANGUAGE, "must be by language, such as 'en'")
                .required(path + "." + language, label, LONGEST_LABEL));
    }

    /** P3: one level of parents. A chain would make every decision walk it. */
    static void parentIsValid(String path, ResourceType type, Optional<ResourceType> parent, boolean hasChildren) {
        String key = type.definition().parentType();
        if (key == null) {
            return;
        }
        if (key.equals(type.key())
                || parent.isEmpty()
                || parent.get().definition().parentType() != null) {
            throw invalidParent(path, "must be another resource type of the realm that has no parent type itself");
        }
        if (hasChildren) {
            throw invalidParent(path, "cannot be set for a resource type that is a parent itself");
        }
    }

    private static Problem invalidParent(String path, String message) {
        String field = path + "parentType";
        return new Problem(
                ProblemCode.INVALID_PARENT, field + " " + message, List.of(new Violation(field, message)), Map.of());
    }

    /** What a role grants stays possible: withdraw it first. */
    static void droppedActionsAreUnused(String path, String key, Set<String> droppedInUse) {
        if (!droppedInUse.isEmpty()) {
            String message = "lacks what roles grant: " + String.join(", ", droppedInUse);
            throw new Problem(
                    ProblemCode.RESOURCE_TYPE_IN_USE,
                    "the resource type '" + key + "' " + message,
                    List.of(new Violation(path + "actions", message)),
                    Map.of("actions", List.copyOf(droppedInUse)));
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

    /** @param type of the thing asked about; null when the realm has it no more */
    public static void actionExists(@Nullable TypeDefinition type, String action) {
        if (type == null || !type.has(action)) {
            throw new Problem(ProblemCode.UNKNOWN_ACTION, "the resource type has no action '" + action + "'");
        }
    }

    static void notTooMany(int count) {
        if (count >= MOST_TYPES) {
            throw new Problem(ProblemCode.TOO_LARGE, "a realm can have " + MOST_TYPES + " resource types");
        }
    }
}
