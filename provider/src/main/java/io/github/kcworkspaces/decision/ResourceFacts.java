package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the resource that a question is about.
 *
 * @param id null when the resource is not registered
 * @param home workspace it is at home in; for an unregistered resource the workspace of the question
 * @param owner user who owns it; null for none
 * @param active false once it vanished from its catalogue
 * @param parent the resource it belongs to; null for none
 * @param attributes stored ones, and below them those a trusted client sent along
 */
public record ResourceFacts(
        @Nullable ResourceId id,
        String type,
        String externalId,
        WorkspaceId home,
        @Nullable UserId owner,
        boolean active,
        @Nullable ResourceFacts parent,
        Map<String, Object> attributes) {

    public ResourceFacts {
        attributes = Map.copyOf(attributes);
    }

    /**
     * A resource that nobody registered; only types that allow it can be asked about so. Its owner is the user whose id is
     * among the attributes.
     */
    public static ResourceFacts unregistered(
            String type, String externalId, WorkspaceId workspace, Map<String, Object> attributes) {
        UserId owner = attributes.get("owner") instanceof String id && !id.isBlank() ? new UserId(id) : null;
        return new ResourceFacts(null, type, externalId, workspace, owner, true, null, attributes);
    }

    public boolean registered() {
        return id != null;
    }
}
