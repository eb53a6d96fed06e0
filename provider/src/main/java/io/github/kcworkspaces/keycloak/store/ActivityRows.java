package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Rows of {@code KCW_AUDIT} as the core knows them, and back. */
final class ActivityRows {

    private static final Logger LOG = Logger.getLogger(ActivityRows.class);

    private static final int NAME = 255;
    private static final int SHORT = 64;
    private static final int TARGET_NAME = 512;

    private ActivityRows() {}

    static ActivityEntity row(Activity activity) {
        Actor actor = activity.actor();
        ActivityEntity row = new ActivityEntity();
        row.id = activity.id();
        row.realmId = activity.realm().value();
        row.occurredAt = activity.at();
        row.trailClass = activity.trailClass().name();
        row.activity = activity.type().name();
        row.actorId = actor.id() == null ? null : actor.id().value();
        row.actorName = cut(actor.username(), NAME);
        row.actorEmail = cutNullable(actor.email(), NAME);
        row.actorKind = actor.kind().name();
        row.cause = actor.cause().name();
        row.ip = cutNullable(actor.ip(), SHORT);
        row.client = cutNullable(actor.client(), NAME);
        row.correlation = cutNullable(actor.correlation(), SHORT);
        row.requestId = cutNullable(actor.request(), SHORT);
        Actor.Impersonator impersonator = actor.impersonator();
        if (impersonator != null) {
            row.impersonatorId = cut(impersonator.id(), NAME);
            row.impersonatorName = cutNullable(impersonator.username(), NAME);
        }
        row.workspaceId =
                activity.workspace() == null ? null : activity.workspace().value();
        row.workspaceAlias = activity.workspaceAlias();
        row.targetKind = activity.target().kind();
        row.targetId = cut(activity.target().id(), NAME);
        row.targetName = cut(activity.target().name(), TARGET_NAME);
        row.changes = StoredJson.writeChanges(activity.changes());
        LoginFacts login = activity.login();
        if (login != null) {
            row.code = login.code();
            row.loginMode = cutNullable(login.mode(), SHORT);
            row.sessionId = cutNullable(login.session(), SHORT);
            row.error = cutNullable(login.error(), NAME);
        }
        return row;
    }

    /** @throws IllegalArgumentException for a row that nobody of us has written */
    static Activity activity(ActivityEntity row) {
        return new Activity(
                row.id,
                new RealmId(row.realmId),
                row.occurredAt,
                TrailClass.valueOf(row.trailClass),
                ActivityType.valueOf(row.activity),
                new Actor(
                        row.actorId == null ? null : new UserId(row.actorId),
                        row.actorName,
                        Actor.Kind.valueOf(row.actorKind),
                        Actor.Cause.valueOf(row.cause),
                        row.ip,
                        row.client,
                        row.correlation,
                        row.actorEmail,
                        impersonator(row),
                        row.requestId),
                row.workspaceId == null ? null : new WorkspaceId(row.workspaceId),
                row.workspaceAlias,
                new Target(row.targetKind, row.targetId, row.targetName),
                StoredJson.changes(row.changes),
                login(row));
    }

    /** The same, empty for a row that nobody of us has written: lists go on without it, who verifies the trail names it. */
    static Optional<Activity> readable(ActivityEntity row) {
        try {
            return Optional.of(activity(row));
        } catch (IllegalArgumentException | IllegalStateException changed) {
            LOG.warnf("Row %s of the audit trail was changed by somebody else", row.id);
            return Optional.empty();
        }
    }

    private static Actor.@Nullable Impersonator impersonator(ActivityEntity row) {
        if (row.impersonatorId != null) {
            return new Actor.Impersonator(row.impersonatorId, row.impersonatorName);
        }
        requireNothing(row.impersonatorName);
        return null;
    }

    private static @Nullable LoginFacts login(ActivityEntity row) {
        if (row.code != null) {
            return new LoginFacts(row.code, row.loginMode, row.sessionId, row.error);
        }
        requireNothing(row.loginMode, row.sessionId, row.error);
        return null;
    }

    private static void requireNothing(@Nullable String... columns) {
        for (String column : columns) {
            if (column != null) {
                throw new IllegalArgumentException("a column without the one it belongs to");
            }
        }
    }

    /** Names are snapshots for people: a long one is cut rather than the change refused. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        // Never in the middle of a character of two units.
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static @Nullable String cutNullable(@Nullable String text, int length) {
        return text == null ? null : cut(text, length);
    }
}
