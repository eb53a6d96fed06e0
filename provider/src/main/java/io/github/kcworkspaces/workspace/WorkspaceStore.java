package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: workspaces. */
public interface WorkspaceStore {

    /** @param reference id or alias; an alias never looks like an id */
    Optional<Workspace> find(RealmId realm, String reference);

    /**
     * Those of the workspaces that there are, ordered by alias; in one statement for a batch.
     *
     * @param visibleTo only workspaces that the subject is an active member of; null for all of the realm
     * @param references ids or aliases
     */
    List<Workspace> named(RealmId realm, @Nullable Subject visibleTo, Collection<String> references);

    Optional<WorkspaceSummary> summary(RealmId realm, WorkspaceId workspace);

    /**
     * Ordered by name, then id.
     *
     * @param visibleTo only workspaces that the subject is an active member of; null for all of the realm
     * @param organization id of the organization that they belong to; null for all
     */
    Page<WorkspaceSummary> page(
            RealmId realm, @Nullable Subject visibleTo, @Nullable String organization, PageRequest request);

    default Page<WorkspaceSummary> page(RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        return page(realm, visibleTo, null, request);
    }

    /**
     * The workspaces that are neither suspended nor of a disabled organization, without what lists of administrators show
     * of them: two statements. Ordered by name, then id.
     *
     * @param visibleTo only workspaces that the subject is an active member of; null for all of the realm
     */
    Page<Workspace> active(RealmId realm, @Nullable Subject visibleTo, PageRequest request);

    /** As {@link #find}, and keeps every other transaction that locks the row waiting until this one ends. */
    Optional<Workspace> lock(RealmId realm, WorkspaceId workspace);

    void insert(Workspace workspace);

    /** Stores all members but id, realm, default flag and creation time; the version grows by one. */
    void update(Workspace workspace);

    /**
     * Removes the workspace and all that is in it: members, roles, grants, resources, group mappings, shares from it
     * and to it. The trail stays.
     */
    void delete(RealmId realm, WorkspaceId workspace);

    /** Two statements, however much there is. */
    WorkspaceOverview overview(RealmId realm, WorkspaceId workspace);

    DeletionImpact impact(RealmId realm, WorkspaceId workspace);

    /** The workspaces that the user owns. */
    List<Workspace> ownedBy(RealmId realm, UserId owner);

    /** The workspaces that belong to the Keycloak organization. */
    List<Workspace> ofOrganization(RealmId realm, String organization);
}
