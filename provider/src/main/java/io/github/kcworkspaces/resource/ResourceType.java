package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that an application protects.
 *
 * @param name for people
 * @param category under which screens group it; null for none
 * @param builtIn whether it comes with the product and can't be changed
 */
public record ResourceType(
        RealmId realm,
        TypeDefinition definition,
        String name,
        @Nullable String category,
        boolean builtIn,
        long version) {

    /** What members of a workspace can be allowed to do with the workspace itself. */
    public static ResourceType workspace(RealmId realm) {
        return new ResourceType(
                realm,
                new TypeDefinition(
                        Catalogue.WORKSPACE_TYPE,
                        List.of(
                                "view",
                                "update",
                                "manage-members",
                                "manage-roles",
                                "manage-resources",
                                "invite",
                                "bypass-invite",
                                "view-activity"),
                        "view",
                        Map.of(),
                        null,
                        TypeDefinition.Registration.REQUIRED),
                "Workspace",
                "Administration",
                true,
                1);
    }

    public String key() {
        return definition.key();
    }
}
