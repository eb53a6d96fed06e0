package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.role.MatrixFacets.Group;
import io.github.kcworkspaces.role.MatrixFacets.Incomplete;
import io.github.kcworkspaces.role.MatrixStore.Count;
import io.github.kcworkspaces.role.MatrixStore.Name;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How roles stand to the resources of a workspace: a page of them for all roles at once. For who reads all resources. */
public final class PermissionMatrix {

    private final MatrixStore store;
    private final RoleStore roles;
    private final GrantStore grants;
    private final ResourceTypeService types;
    private final Completeness completeness;

    public PermissionMatrix(
            MatrixStore store, RoleStore roles, GrantStore grants, ResourceStore resources, ResourceTypeService types) {
        this.store = store;
        this.roles = roles;
        this.grants = grants;
        this.types = types;
        this.completeness = new Completeness(resources);
    }

    /**
     * The live roles usable in the workspace that are named, in that order.
     *
     * @param references ids or names
     */
    public List<Role> roles(Workspace workspace, List<String> references) {
        Map<String, Role> found = new HashMap<>();
        for (Role role : roles.resolve(workspace.realm(), workspace.id(), references)) {
            found.putIfAbsent(role.name().toLowerCase(Locale.ROOT), role);
            found.put(role.id().value(), role);
        }
        List<Role> named = new ArrayList<>();
        for (String reference : references) {
            Role byName = found.get(reference.toLowerCase(Locale.ROOT));
            named.add(RoleRules.exists(java.util.Optional.ofNullable(found.getOrDefault(reference, byName))));
        }
        return named.stream().distinct().toList();
    }

    /** The keys of the types that each role grants something on as a whole, in the order of the roles. */
    public List<Set<String>> onTypes(Workspace workspace, List<Role> asked) {
        Catalogue catalogue = types.catalogue(workspace.realm());
        Map<RoleId, List<Grant>> onTypes = store.onTypes(ids(asked));
        return asked.stream()
                .map(role -> view(role, onTypes, catalogue).types())
                .map(keys -> (Set<String>) new TreeSet<>(keys))
                .toList();
    }

    /** What each role grants on types as a whole, in the order of the roles. */
    public List<List<Grant>> grantsOnTypes(List<Role> asked) {
        Map<RoleId, List<Grant>> onTypes = store.onTypes(ids(asked));
        return asked.stream()
                .map(role -> onTypes.getOrDefault(role.id(), List.of()))
                .toList();
    }

    /**
     * @param filter without a state
     * @param state how the first of the roles has to stand to the resources; null for all
     */
    public Page<MatrixRow> page(
            Workspace workspace, List<Role> asked, MatrixFilter filter, @Nullable MatrixState state) {
        RealmId realm = workspace.realm();
        Catalogue catalogue = types.catalogue(realm);
        Map<RoleId, List<Grant>> onTypes = store.onTypes(ids(asked));
        MatrixFilter.Wanted wanted =
                state == null ? null : new MatrixFilter.Wanted(state, view(asked.get(0), onTypes, catalogue));
        Page<Resource> page = store.page(realm, workspace.id(), filter.with(wanted));
        Set<ResourceId> shown = new HashSet<>();
        Set<ResourceId> near = new HashSet<>();
        Set<ResourceId> parents = new HashSet<>();
        for (Resource resource : page.items()) {
            shown.add(resource.id());
            near.add(resource.id());
            ResourceId parent = resource.parent();
            if (parent != null) {
                near.add(parent);
                parents.add(parent);
            }
        }
        Map<ResourceId, String> names = parents.isEmpty() ? Map.of() : names(workspace, parents);
        Map<RoleId, List<Grant>> onResources = store.onResources(ids(asked), near);
        Map<ResourceId, Map<String, Long>> children = store.children(realm, workspace.id(), shown);
        Map<RoleId, Map<ResourceId, Map<String, Long>>> grantedChildren = children.isEmpty()
                ? Map.of()
                : store.grantedChildren(realm, workspace.id(), ids(asked), children.keySet());
        List<List<MatrixRow.Cell>> columns = new ArrayList<>();
        for (Role role : asked) {
            List<Grant> own = onResources.getOrDefault(role.id(), List.of());
            List<Grant> all = new ArrayList<>(onTypes.getOrDefault(role.id(), List.of()));
            all.addAll(own);
            Set<String> whole = view(role, onTypes, catalogue).types();
            columns.add(column(
                    ResourceStates.of(role, page.items(), all, catalogue),
                    whole,
                    own,
                    children,
                    grantedChildren.getOrDefault(role.id(), Map.of())));
        }
        List<MatrixRow> rows = new ArrayList<>();
        for (int index = 0; index < page.items().size(); index++) {
            Resource resource = page.items().get(index);
            int row = index;
            ResourceId parent = resource.parent();
            rows.add(new MatrixRow(
                    resource,
                    parent == null ? null : names.get(parent),
                    children.getOrDefault(resource.id(), Map.of()),
                    columns.stream().map(column -> column.get(row)).toList()));
        }
        return new Page<>(rows, page.total());
    }

    /** What there is to choose from. Category and type of the filter do not narrow the groups. */
    public MatrixFacets facets(Workspace workspace, List<Role> asked, MatrixFilter matrix) {
        ResourceFilter filter = matrix.resources();
        MatrixFilter all = new MatrixFilter(filter, false, matrix.connector(), matrix.only(), null);
        RealmId realm = workspace.realm();
        WorkspaceId id = workspace.id();
        MatrixFilter narrowed = all.with(new ResourceFilter(
                null, null, null, filter.provider(), filter.parent(), filter.externalId(), filter.page()));
        MatrixFilter anyProvider = all.with(new ResourceFilter(
                filter.type(),
                filter.category(),
                filter.subCategory(),
                null,
                filter.parent(),
                filter.externalId(),
                filter.page()));
        List<Set<String>> whole = onTypes(workspace, asked);
        Map<RoleId, List<Count>> granted = store.granted(realm, id, narrowed, ids(asked));
        List<Group> groups = new ArrayList<>();
        for (Count total : store.totals(realm, id, narrowed)) {
            List<Long> counts = new ArrayList<>();
            List<Long> singly = new ArrayList<>();
            for (int index = 0; index < asked.size(); index++) {
                long own = count(granted.getOrDefault(asked.get(index).id(), List.of()), total);
                singly.add(own);
                counts.add(whole.get(index).contains(total.type()) ? total.count() : own);
            }
            groups.add(new Group(total.type(), total.category(), total.count(), counts, singly));
        }
        groups.sort(Comparator.comparing(Group::type)
                .thenComparing(group -> group.category() == null ? "" : group.category()));
        return new MatrixFacets(
                groups,
                store.providers(realm, id, anyProvider),
                asked.size() == 1 ? incomplete(workspace, asked.get(0)) : List.of());
    }

    /** Names of those of the resources that are at home in the workspace or shared to it. */
    public Map<ResourceId, String> names(Workspace workspace, Collection<ResourceId> ids) {
        Map<ResourceId, String> names = new HashMap<>();
        store.names(workspace.realm(), workspace.id(), ids).forEach(name -> names.put(name.id(), name.name()));
        return names;
    }

    /** How many active children each of the resources has, by type; none are left out. */
    public Map<ResourceId, Map<String, Long>> children(Workspace workspace, Collection<ResourceId> parents) {
        return store.children(workspace.realm(), workspace.id(), parents);
    }

    /** Resources without a parent. */
    public Page<Resource> roots(Workspace workspace, ResourceFilter filter) {
        return store.page(workspace.realm(), workspace.id(), new MatrixFilter(filter, true, null));
    }

    private List<Incomplete> incomplete(Workspace workspace, Role role) {
        if (role.everything()) {
            return List.of();
        }
        RoleReach reach = RoleReach.of(
                role,
                grants.ofRoles(List.of(role.id())).getOrDefault(role.id(), List.of()),
                types.catalogue(workspace.realm()));
        List<GrantWarning> warnings = completeness.incomplete(workspace, role, reach, List.of());
        Set<ResourceId> mentioned = new HashSet<>();
        warnings.forEach(warning -> {
            mentioned.add(warning.resource());
            mentioned.addAll(warning.missing());
        });
        Map<ResourceId, Name> names = new HashMap<>();
        store.names(workspace.realm(), workspace.id(), mentioned).forEach(name -> names.put(name.id(), name));
        return warnings.stream()
                .map(warning -> new Incomplete(
                        named(warning.resource(), names),
                        warning.missing().stream()
                                .map(missing -> named(missing, names))
                                .toList()))
                .toList();
    }

    private static Name named(ResourceId id, Map<ResourceId, Name> names) {
        return names.getOrDefault(id, new Name(id, "", id.value()));
    }

    private static List<MatrixRow.Cell> column(
            List<ResourceState> states,
            Set<String> whole,
            List<Grant> own,
            Map<ResourceId, Map<String, Long>> children,
            Map<ResourceId, Map<String, Long>> granted) {
        Map<ResourceId, List<Grant>> onResources = new HashMap<>();
        for (Grant grant : own) {
            ResourceId resource = grant.resource();
            if (resource != null) {
                onResources.computeIfAbsent(resource, id -> new ArrayList<>()).add(grant);
            }
        }
        List<MatrixRow.Cell> column = new ArrayList<>();
        for (ResourceState state : states) {
            ResourceId id = state.resource().id();
            long all = 0;
            long usable = 0;
            for (Map.Entry<String, Long> of :
                    children.getOrDefault(id, Map.of()).entrySet()) {
                all += of.getValue();
                usable += whole.contains(of.getKey())
                        ? of.getValue()
                        : granted.getOrDefault(id, Map.of()).getOrDefault(of.getKey(), 0L);
            }
            column.add(new MatrixRow.Cell(
                    state(state, usable > 0 && usable < all),
                    usable,
                    granted.getOrDefault(id, Map.of()),
                    onResources.getOrDefault(id, List.of()),
                    state));
        }
        return column;
    }

    private static MatrixState state(ResourceState state, boolean childrenDiffer) {
        if (state.granted().isEmpty() && state.byType().isEmpty()) {
            return MatrixState.NONE;
        }
        if (state.blocked()) {
            return MatrixState.BLOCKED_BY_PARENT;
        }
        if (childrenDiffer) {
            return MatrixState.MIXED;
        }
        return state.granted().isEmpty() ? MatrixState.BY_TYPE : MatrixState.GRANTED;
    }

    private static long count(List<Count> counts, Count like) {
        return counts.stream()
                .filter(count ->
                        count.type().equals(like.type()) && java.util.Objects.equals(count.category(), like.category()))
                .mapToLong(Count::count)
                .sum();
    }

    private static RoleView view(Role role, Map<RoleId, List<Grant>> onTypes, Catalogue catalogue) {
        return RoleView.of(role, RoleReach.of(role, onTypes.getOrDefault(role.id(), List.of()), catalogue), catalogue);
    }

    private static Collection<RoleId> ids(List<Role> roles) {
        return roles.stream().map(Role::id).toList();
    }
}
