package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.AuditTrail;
import io.github.kcworkspaces.id.UserId;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Writes the trail to {@code KCW_AUDIT}, in the transaction of the session. */
public final class JpaAuditTrail implements AuditTrail {

    private final EntityManager em;

    public JpaAuditTrail(EntityManager em) {
        this.em = em;
    }

    @Override
    public void record(Activity activity) {
        UserId actor = activity.actor().id();
        ActivityEntity row = new ActivityEntity();
        row.id = activity.id();
        row.realmId = activity.realm().value();
        row.occurredAt = activity.at();
        row.activity = activity.type().name();
        row.actorId = actor == null ? null : actor.value();
        row.actorName = cut(activity.actor().username(), 255);
        row.actorKind = activity.actor().kind().name();
        row.cause = activity.actor().cause().name();
        row.ip = cutNullable(activity.actor().ip(), 64);
        row.client = cutNullable(activity.actor().client(), 255);
        row.correlation = cutNullable(activity.actor().correlation(), 64);
        row.workspaceId =
                activity.workspace() == null ? null : activity.workspace().value();
        row.workspaceAlias = activity.workspaceAlias();
        row.targetKind = activity.target().kind();
        row.targetId = activity.target().id();
        row.targetName = cut(activity.target().name(), 512);
        row.changes = StoredJson.writeChanges(activity.changes());
        // Not flushed: rows of the trail go out together, at the latest when the transaction commits.
        em.persist(row);
    }

    /** Names are snapshots for people: a long one is cut rather than the change refused. */
    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static @Nullable String cutNullable(@Nullable String text, int length) {
        return text == null ? null : cut(text, length);
    }
}
