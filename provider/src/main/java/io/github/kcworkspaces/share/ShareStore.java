package io.github.kcworkspaces.share;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: with whom resources are shared. */
public interface ShareStore {

    Shares find(Resource resource);

    /** All shares of what is at home in a workspace, by resource; two statements. */
    Map<ResourceId, Shares> ofHome(RealmId realm, WorkspaceId home);

    /**
     * Writes the difference, in batches; the version of the resource grows by one. Where the resource is no longer shared
     * to a workspace, the grants on it go that roles of that workspace have.
     *
     * @param at since when what is new is shared, in epoch milliseconds
     */
    void apply(Resource resource, Shares before, Shares after, long at);

    /**
     * What is shared directly with somebody, ordered by resource.
     *
     * @param workspace null for all workspaces of the realm
     */
    List<DirectShare> with(RealmId realm, @Nullable WorkspaceId workspace, Principal principal, int max);

    /**
     * What of the resources that a user owns is shared directly, ordered by resource.
     *
     * @param workspace null for all workspaces of the realm
     */
    List<DirectShare> ofOwner(RealmId realm, @Nullable WorkspaceId workspace, UserId owner, int max);

    /** Ends direct shares, in batches. */
    void remove(RealmId realm, Collection<DirectShare> shares);

    /**
     * One direct share, with the names of the time.
     *
     * @param alias of the workspace that the resource is at home in
     * @param type of the resource
     * @param name of the resource
     */
    record DirectShare(
            WorkspaceId workspace,
            String alias,
            ResourceId resource,
            String type,
            String name,
            Principal principal,
            Set<String> actions) {}
}
