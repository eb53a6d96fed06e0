package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Several questions of an application (AuthZEN 1.0, 7.1).
 *
 * @param items null when there is no list of questions, or an empty one: then the body is itself a question
 */
record EvaluationsBody(Semantic semantic, @Nullable List<Item> items) {

    static final int MOST_ITEMS = 1_000;

    /** Which answers are wanted. */
    enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT;

        /** Whether nothing after an answer like this is wanted. */
        boolean endsWith(boolean decision) {
            return this == DENY_ON_FIRST_DENY ? !decision : this == PERMIT_ON_FIRST_PERMIT && decision;
        }
    }

    /** A question, or why it is none. */
    record Item(@Nullable EvaluationBody question, @Nullable String wrong) {}

    /** What questions have in common; null where nothing was said. */
    private record Defaults(
            @Nullable EntityPart subject,
            @Nullable ActionPart action,
            @Nullable EntityPart resource,
            ContextPart context) {}

    /** @throws Problem {@code INVALID_REQUEST} */
    static EvaluationsBody of(JsonNode root) {
        Semantic semantic = semantic(AccessJson.optional(root, "options", ""));
        JsonNode list = root.path("evaluations");
        if (list.isMissingNode() || list.isNull() || (list.isArray() && list.isEmpty())) {
            return new EvaluationsBody(semantic, null);
        }
        if (!list.isArray() || list.size() > MOST_ITEMS) {
            throw RequestRules.invalid("evaluations", "must be a list of at most " + MOST_ITEMS + " questions");
        }
        Defaults defaults = new Defaults(
                root.hasNonNull(EntityPart.SUBJECT) ? EntityPart.of(root, EntityPart.SUBJECT, "") : null,
                root.hasNonNull(ActionPart.ACTION) ? ActionPart.of(root, "") : null,
                root.hasNonNull(EntityPart.RESOURCE) ? EntityPart.of(root, EntityPart.RESOURCE, "") : null,
                ContextPart.of(root, ""));
        List<Item> items = new ArrayList<>();
        list.forEach(one -> items.add(item(one, defaults, "evaluations[" + items.size() + "]")));
        return new EvaluationsBody(semantic, items);
    }

    /** A question that is none spoils only its own answer. */
    private static Item item(JsonNode item, Defaults defaults, String path) {
        try {
            if (!item.isObject()) {
                throw RequestRules.invalid(path, "must be an object");
            }
            return new Item(question(item, defaults, path + "."), null);
        } catch (Problem wrong) {
            return new Item(null, wrong.detail());
        }
    }

    private static EvaluationBody question(JsonNode item, Defaults defaults, String path) {
        EntityPart subject = defaults.subject();
        ActionPart action = defaults.action();
        EntityPart resource = defaults.resource();
        return new EvaluationBody(
                subject == null || item.hasNonNull(EntityPart.SUBJECT)
                        ? EntityPart.of(item, EntityPart.SUBJECT, path)
                        : subject,
                action == null || item.hasNonNull(ActionPart.ACTION) ? ActionPart.of(item, path) : action,
                resource == null || item.hasNonNull(EntityPart.RESOURCE)
                        ? EntityPart.of(item, EntityPart.RESOURCE, path)
                        : resource,
                item.hasNonNull(ContextPart.CONTEXT) ? ContextPart.of(item, path) : defaults.context());
    }

    private static Semantic semantic(@Nullable JsonNode options) {
        String name = options == null ? null : AccessJson.optionalText(options, "evaluations_semantic", "options.");
        if (name == null) {
            return Semantic.EXECUTE_ALL;
        }
        return Arrays.stream(Semantic.values())
                .filter(semantic -> semantic.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> RequestRules.invalid(
                        "options.evaluations_semantic",
                        "must be execute_all, deny_on_first_deny or permit_on_first_permit"));
    }
}
