package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
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
 * @param origin where it comes from when it is shared to the workspace of the question; null when it is not
 * @param direct actions that direct shares give the subject of the question (rule P9)
 */
public record ResourceFacts(
        @Nullable ResourceId id,
        String type,
        String externalId,
        WorkspaceId home,
        @Nullable UserId owner,
        boolean active,
        @Nullable ResourceFacts parent,
        Map<String, Object> attributes,
        @Nullable Origin origin,
        Set<String> direct) {

    /** Attribute with the actions that nobody may do with the resource. */
    public static final String WITHHELD = "withheld";

    /**
     * The home of a resource that is shared to another workspace.
     *
     * @param active whether the home workspace is active: a share ends with either workspace (rule P8)
     * @param organization the Keycloak organization it belongs to; null for none
     */
    public record Origin(boolean active, @Nullable String organization) {}

    public ResourceFacts {
        attributes = Map.copyOf(attributes);
        direct = Set.copyOf(direct);
    }

    /** A resource of which the question has no share. */
    public ResourceFacts(
            @Nullable ResourceId id,
            String type,
            String externalId,
            WorkspaceId home,
            @Nullable UserId owner,
            boolean active,
            @Nullable ResourceFacts parent,
            Map<String, Object> attributes) {
        this(id, type, externalId, home, owner, active, parent, attributes, null, Set.of());
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

    /**
     * Whether nobody may do that with the resource, whatever he holds: its attribute {@value #WITHHELD} lists the action. The
     * base action of its type can't be withheld.
     */
    boolean withholds(String action, TypeDefinition of) {
        Object withheld = attributes.get(WITHHELD);
        return withheld != null
                && !action.equals(of.baseAction())
                && (withheld.equals(action) || (withheld instanceof Collection<?> several && several.contains(action)));
    }

    /** The same resource with other attributes. */
    public ResourceFacts withAttributes(Map<String, Object> others) {
        return new ResourceFacts(id, type, externalId, home, owner, active, parent, others, origin, direct);
    }

    /** The same resource with what is shared of it and of its parent with the subject. */
    public ResourceFacts withDirect(Set<String> others, Set<String> onParent) {
        ResourceFacts above = parent == null ? null : parent.withDirect(onParent, Set.of());
        return new ResourceFacts(id, type, externalId, home, owner, active, above, attributes, origin, others);
    }

    /** The same resource, shared from there; of its parent too, which is shared from the same workspace. */
    public ResourceFacts withOrigin(@Nullable Origin other) {
        ResourceFacts above = parent;
        return new ResourceFacts(
                id,
                type,
                externalId,
                home,
                owner,
                active,
                above == null || above.origin == null ? above : above.withOrigin(other),
                attributes,
                other,
                direct);
    }
}
