package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail. Names are snapshots of the time; nothing in it is secret.
 *
 * @param at epoch milliseconds
 * @param trailClass that of the type
 * @param workspace null when it concerns the whole realm
 * @param workspaceAlias alias at the time
 * @param login of rows of the class {@link TrailClass#LOGIN} only
 */
public record Activity(
        String id,
        RealmId realm,
        long at,
        TrailClass trailClass,
        ActivityType type,
        Actor actor,
        @Nullable WorkspaceId workspace,
        @Nullable String workspaceAlias,
        Target target,
        Map<String, Changes.Change> changes,
        @Nullable LoginFacts login) {

    public Activity {
        changes = Map.copyOf(changes);
    }

    public Activity(
            String id,
            RealmId realm,
            long at,
            ActivityType type,
            Actor actor,
            @Nullable WorkspaceId workspace,
            @Nullable String workspaceAlias,
            Target target,
            Map<String, Changes.Change> changes) {
        this(id, realm, at, type.trailClass(), type, actor, workspace, workspaceAlias, target, changes, null);
    }
}
