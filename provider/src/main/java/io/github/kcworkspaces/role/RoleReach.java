package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the grants of one role reach by themselves: on what the role grants the base action, be it under a condition.
 */
public final class RoleReach {

    private final Catalogue catalogue;
    private final boolean everything;
    private final Set<String> types = new HashSet<>();
    private final Set<String> unconditionalTypes = new HashSet<>();
    private final Set<ResourceId> resources = new HashSet<>();
    private final Set<String> typesOfResources = new HashSet<>();

    private RoleReach(Catalogue catalogue, boolean everything) {
        this.catalogue = catalogue;
        this.everything = everything;
    }

    static RoleReach nothing(Catalogue catalogue) {
        return new RoleReach(catalogue, false);
    }

    /** @param grants of the role; those on other resources than the ones at hand may be left out */
    public static RoleReach of(Role role, Collection<Grant> grants, Catalogue catalogue) {
        RoleReach reach = new RoleReach(catalogue, role.everything());
        grants.forEach(grant -> reach.add(grant.key(), grant.actions()));
        return reach;
    }

    void add(Grant.Key key, Set<String> actions) {
        TypeDefinition type = catalogue.type(key.type());
        if (type == null || !actions.contains(type.baseAction())) {
            return;
        }
        ResourceId resource = key.resource();
        if (resource != null) {
            resources.add(resource);
            typesOfResources.add(key.type());
            return;
        }
        types.add(key.type());
        if (key.condition() == null) {
            unconditionalTypes.add(key.type());
        }
    }

    /** The types on which the role grants something for every resource. */
    Set<String> types() {
        return types;
    }

    /** Whether all that the other reaches is reached here too; as to single resources and types as a whole. */
    boolean includes(RoleReach other) {
        return types.containsAll(other.types)
                && unconditionalTypes.containsAll(other.unconditionalTypes)
                && resources.containsAll(other.resources);
    }

    /** Whether the role can use the resource: it is granted, and so is its parent if its type has one (rule P3). */
    public boolean reaches(ResourceId resource, Place place) {
        return (everything || types.contains(place.type()) || resources.contains(resource))
                && opens(place.type(), place.parent());
    }

    /** P3: whether the role grants what a resource of this type with this parent needs besides its own grant. */
    public boolean opens(String type, @Nullable ResourceId parent) {
        String parentType = parentType(type);
        if (parentType == null || everything) {
            return true;
        }
        return parent == null
                ? unconditionalTypes.contains(parentType)
                : types.contains(parentType) || resources.contains(parent);
    }

    /** P3: whether the role grants any parent of resources of this type, so that a grant on the type can give something. */
    boolean opensAny(String type) {
        String parentType = parentType(type);
        return parentType == null || everything || types.contains(parentType) || typesOfResources.contains(parentType);
    }

    private @Nullable String parentType(String key) {
        TypeDefinition type = catalogue.type(key);
        return type == null ? null : type.parentType();
    }
}
