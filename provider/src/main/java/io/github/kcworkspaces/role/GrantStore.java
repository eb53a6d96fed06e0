package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.ResourceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: the grants of roles; one stored row for each (type, resource, condition) of a role. */
public interface GrantStore {

    /** All grants of these roles, in one statement. */
    Map<RoleId, List<Grant>> ofRoles(Collection<RoleId> roles);

    /** Ordered by type, then grants on whole types, then by resource id. */
    Page<Grant> page(Role role, GrantFilter filter);

    /**
     * Grants on types, and those on single resources that a member may perhaps view; in an order of their own.
     *
     * @param after position to continue after; null to start
     */
    List<Positioned> candidates(
            Role role, GrantFilter filter, ResourceStore.Reach reach, @Nullable String after, int max);

    /** A grant, and where it stands in the list. */
    record Positioned(Grant grant, String position) {}

    /** The grants of the role on types, and those on these resources. */
    List<Grant> on(Role role, Collection<ResourceId> resources);

    /** Of the single resources on which the role has a grant, those that have a parent, with it. One statement. */
    Map<ResourceId, ResourceId> parents(Role role);

    /**
     * Writes the difference, in batches.
     *
     * @param put grants to insert, or whose actions to replace
     * @param removed grants to remove
     */
    void apply(Role role, Collection<Grant> put, Collection<Grant.Key> removed);

    /** Of these types, those that any role of the realm has a grant on. */
    Set<String> typesInUse(io.github.kcworkspaces.id.RealmId realm, Collection<String> types);
}
