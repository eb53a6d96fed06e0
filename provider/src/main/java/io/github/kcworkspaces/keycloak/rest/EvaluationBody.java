package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question of an application (AuthZEN 1.0, 6.1). */
record EvaluationBody(EntityPart subject, ActionPart action, EntityPart resource, ContextPart context) {

    /** @throws Problem {@code INVALID_REQUEST} */
    static EvaluationBody of(JsonNode root) {
        return new EvaluationBody(
                EntityPart.of(root, EntityPart.SUBJECT, ""),
                ActionPart.of(root, ""),
                EntityPart.of(root, EntityPart.RESOURCE, ""),
                ContextPart.of(root, ""));
    }

    /** Whether reasons are wanted. */
    static boolean explain(JsonNode root) {
        JsonNode options = AccessJson.optional(root, "options", "");
        return options != null && options.path("explain").asBoolean(false);
    }

    boolean hasAttributes() {
        return !subject.properties().isEmpty()
                || !action.properties().isEmpty()
                || !resource.properties().isEmpty()
                || !context.values().isEmpty();
    }

    /**
     * @param workspace id or alias; null when the resource has to tell
     * @param trusted whether the attributes that were sent count (rule P6)
     */
    Request request(@Nullable String workspace, UserId user, boolean trusted) {
        return new Request(
                workspace,
                user,
                action.name(),
                resource.type(),
                resource.id(),
                trusted ? subject.properties() : Map.of(),
                trusted ? resource.properties() : Map.of(),
                trusted ? action.properties() : Map.of(),
                trusted ? context.values() : Map.of());
    }
}
