package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceTypeService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how a role stands to resources: what it grants on each of them, on their types and on their parents. */
public final class ResourceStates {

    private final GrantStore grants;
    private final ResourceTypeService types;

    public ResourceStates(GrantStore grants, ResourceTypeService types) {
        this.grants = grants;
        this.types = types;
    }

    /** In the same order. The number of statements is the same for few and many, up to the size of a page. */
    public List<ResourceState> of(Role role, List<Resource> resources) {
        Catalogue catalogue = types.catalogue(role.realm());
        Set<ResourceId> ids = new HashSet<>();
        for (Resource resource : resources) {
            ids.add(resource.id());
            ResourceId parent = resource.parent();
            if (parent != null) {
                ids.add(parent);
            }
        }
        return of(role, resources, role.everything() || ids.isEmpty() ? List.of() : grants.on(role, ids), catalogue);
    }

    /** @param all what the role grants on types, on the resources and on their parents */
    static List<ResourceState> of(Role role, List<Resource> resources, List<Grant> all, Catalogue catalogue) {
        RoleReach reach = RoleReach.of(role, all, catalogue);
        Map<String, List<Grant>> onTypes = new HashMap<>();
        Map<ResourceId, List<Grant>> onResources = new HashMap<>();
        for (Grant grant : all) {
            ResourceId resource = grant.resource();
            if (resource == null) {
                onTypes.computeIfAbsent(grant.type(), type -> new ArrayList<>()).add(grant);
            } else {
                onResources.computeIfAbsent(resource, id -> new ArrayList<>()).add(grant);
            }
        }
        return resources.stream()
                .map(resource -> state(
                        role,
                        resource,
                        catalogue.type(resource.type()),
                        onResources.getOrDefault(resource.id(), List.of()),
                        onTypes.getOrDefault(resource.type(), List.of()),
                        reach))
                .toList();
    }

    private static ResourceState state(
            Role role,
            Resource resource,
            @Nullable TypeDefinition type,
            List<Grant> onResource,
            List<Grant> onType,
            RoleReach reach) {
        if (type == null) {
            return new ResourceState(resource, List.of(), List.of(), false, false);
        }
        return new ResourceState(
                resource,
                actions(type, onResource),
                role.everything() ? type.actions() : actions(type, onType),
                onResource.stream().anyMatch(ResourceStates::conditional)
                        || onType.stream().anyMatch(ResourceStates::conditional),
                !reach.opens(resource.type(), resource.parent()));
    }

    private static boolean conditional(Grant grant) {
        return Objects.nonNull(grant.condition());
    }

    private static List<String> actions(TypeDefinition type, List<Grant> granted) {
        Set<String> actions = new HashSet<>();
        granted.forEach(grant -> actions.addAll(type.closure(grant.actions())));
        return type.actions().stream().filter(actions::contains).toList();
    }
}
