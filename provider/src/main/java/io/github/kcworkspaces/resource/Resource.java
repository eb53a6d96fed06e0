package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing that an application protects, in its home workspace.
 *
 * @param type key of its resource type; never changes
 * @param externalId id by which the application knows it; unique in (workspace, type) (rule P2); never changes
 * @param parent the resource it belongs to (P3); null for none
 * @param owner user who owns it; null for none
 * @param requires resources without which it is not complete (P4)
 * @param attributes what conditions can look at: strings, numbers, booleans or lists of them
 * @param active false once it vanished from its catalogue (P7)
 */
public record Resource(
        ResourceId id,
        RealmId realm,
        WorkspaceId workspace,
        String type,
        String externalId,
        String name,
        @Nullable String category,
        @Nullable String subCategory,
        List<String> providers,
        @Nullable ResourceId parent,
        @Nullable UserId owner,
        List<ResourceId> requires,
        Map<String, Object> attributes,
        boolean active,
        long version) {

    public Resource {
        providers = List.copyOf(providers);
        requires = List.copyOf(requires);
        attributes = Map.copyOf(attributes);
    }
}
