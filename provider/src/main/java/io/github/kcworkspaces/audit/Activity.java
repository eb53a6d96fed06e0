package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail. Names are snapshots of the time; nothing in it is secret.
 *
 * @param at epoch milliseconds
 * @param workspace null when it concerns the whole realm
 * @param workspaceAlias alias at the time
 */
public record Activity(
        String id,
        RealmId realm,
        long at,
        ActivityType type,
        Actor actor,
        @Nullable WorkspaceId workspace,
        @Nullable String workspaceAlias,
        Target target,
        Map<String, Changes.Change> changes) {

    public Activity {
        changes = Map.copyOf(changes);
    }
}
