package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subject or resource of an AuthZEN request.
 *
 * @param id empty in a search for such entities
 * @param properties what the application says of it
 */
record EntityPart(String type, String id, Map<String, Object> properties) {

    static final String SUBJECT = "subject";
    static final String RESOURCE = "resource";

    /** @param path of the object that has the member, with a dot at its end; empty for the body itself */
    static EntityPart of(JsonNode parent, String member, String path) {
        EntityPart wanted = searched(parent, member, path);
        String id = AccessJson.text(AccessJson.object(parent, member, path), "id", path + member + ".");
        return new EntityPart(wanted.type(), id, wanted.properties());
    }

    /** What a search is for: an id would say nothing. */
    static EntityPart searched(JsonNode parent, String member, String path) {
        JsonNode entity = AccessJson.object(parent, member, path);
        String inside = path + member + ".";
        return new EntityPart(
                AccessJson.text(entity, "type", inside),
                "",
                AccessJson.values(AccessJson.optional(entity, "properties", inside)));
    }

    /** Whether it is a user, whom some applications call an identity. */
    boolean isUser() {
        return type.equals("user") || type.equals("identity");
    }

    /** Id or alias of the workspace that it is said to be in; null when it is not said. */
    @Nullable
    String workspace() {
        return properties.get("workspace") instanceof String workspace ? workspace : null;
    }
}
