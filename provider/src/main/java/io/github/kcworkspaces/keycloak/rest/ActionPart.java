package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Action of an AuthZEN request. */
record ActionPart(String name, Map<String, Object> properties) {

    static final String ACTION = "action";

    /** For searches that ask for actions. */
    static final ActionPart NONE = new ActionPart("", Map.of());

    /** @param path of the object that has the member, with a dot at its end; empty for the body itself */
    static ActionPart of(JsonNode parent, String path) {
        JsonNode action = AccessJson.object(parent, ACTION, path);
        String inside = path + ACTION + ".";
        return new ActionPart(
                AccessJson.text(action, "name", inside),
                AccessJson.values(AccessJson.optional(action, "properties", inside)));
    }
}
