package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: what a screen of permissions shows of resources and roles. Each a constant number of statements for a page. */
public interface MatrixStore {

    /** At home in the workspace or shared to it; ordered by type, name, id. */
    Page<Resource> page(RealmId realm, WorkspaceId workspace, MatrixFilter filter);

    /** What the roles grant on whole types. */
    Map<RoleId, List<Grant>> onTypes(Collection<RoleId> roles);

    /** What the roles grant on these resources. */
    Map<RoleId, List<Grant>> onResources(Collection<RoleId> roles, Collection<ResourceId> resources);

    /** How many active children each of the resources has in the workspace, by type; none are left out. */
    Map<ResourceId, Map<String, Long>> children(RealmId realm, WorkspaceId workspace, Collection<ResourceId> parents);

    /** The same for those of them on which a role has a grant of its own. */
    Map<RoleId, Map<ResourceId, Map<String, Long>>> grantedChildren(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, Collection<ResourceId> parents);

    /** How many resources the filter leaves, by type and category. */
    List<Count> totals(RealmId realm, WorkspaceId workspace, MatrixFilter filter);

    /** The same for those on which a role has a grant of its own. */
    Map<RoleId, List<Count>> granted(
            RealmId realm, WorkspaceId workspace, MatrixFilter filter, Collection<RoleId> roles);

    /** How many of the resources that the filter leaves have each provider, ordered by provider. */
    Map<String, Long> providers(RealmId realm, WorkspaceId workspace, MatrixFilter filter);

    /** Types and names of resources of the workspace. */
    List<Name> names(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids);

    /** How many of a type and a category. */
    record Count(String type, @Nullable String category, long count) {}

    /** What a resource is called. */
    record Name(ResourceId id, String type, String name) {}
}
