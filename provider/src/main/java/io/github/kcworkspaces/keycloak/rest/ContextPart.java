package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Context of an AuthZEN request. */
record ContextPart(Map<String, Object> values) {

    static final String CONTEXT = "context";
    static final ContextPart NONE = new ContextPart(Map.of());

    /** @param path of the object that has the member, with a dot at its end; empty for the body itself */
    static ContextPart of(JsonNode parent, String path) {
        JsonNode context = AccessJson.optional(parent, CONTEXT, path);
        return context == null ? NONE : new ContextPart(AccessJson.values(context));
    }

    /** Id or alias of the workspace that is asked about; null when none is named. */
    @Nullable
    String workspace() {
        return values.get("workspace") instanceof String workspace ? workspace : null;
    }
}
