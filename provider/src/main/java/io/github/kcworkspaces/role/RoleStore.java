package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: roles. */
public interface RoleStore {

    /** A role of exactly this scope, deleted or not. */
    Optional<Role> find(RealmId realm, @Nullable WorkspaceId workspace, RoleId id);

    /** As {@link #find}, and keeps every other transaction that locks the row waiting until this one ends. */
    Optional<Role> lock(RealmId realm, @Nullable WorkspaceId workspace, RoleId id);

    /**
     * The live roles usable in the workspace (its own and the templates) that these references name; a reference is an id
     * or a name without regard to case, and an own role hides a template of the same name.
     */
    List<Role> resolve(RealmId realm, WorkspaceId workspace, Collection<String> references);

    /** The built-in role of the realm. */
    Role builtIn(RealmId realm, Role.Kind kind);

    /** A live role of exactly this scope with this name, without regard to case. */
    Optional<Role> findByName(RealmId realm, @Nullable WorkspaceId workspace, String name);

    RoleSummary summary(Role role);

    /**
     * Ordered by name, then id.
     *
     * @param workspace null for the templates only; else the workspace's own roles and the templates
     * @param deleted whether deleted roles are wanted, instead of the live ones
     */
    Page<RoleSummary> page(RealmId realm, @Nullable WorkspaceId workspace, boolean deleted, PageRequest request);

    /**
     * The live roles usable in the workspace that grant something on the resource or on its type, be it under a condition, and
     * those that hold everything.
     */
    Set<RoleId> granting(RealmId realm, WorkspaceId workspace, String type, ResourceId resource);

    void insert(Role role);

    /** Stores name, description and deletion time; the version grows by one. */
    void update(Role role);

    /** After a change of grants: a new revision, and the version grows by one. */
    void revise(Role role);
}
