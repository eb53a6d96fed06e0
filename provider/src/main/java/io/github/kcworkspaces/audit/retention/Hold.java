package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.id.RealmId;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: what it is about stays, whatever the policy says. It is kept when it is lifted.
 *
 * @param subject id of the workspace or the person; null for the whole realm
 * @param since epoch milliseconds
 * @param placedBy name of who did
 * @param liftedAt null while it holds
 */
public record Hold(
        String id,
        RealmId realm,
        Kind kind,
        @Nullable String subject,
        String reason,
        long since,
        String placedBy,
        @Nullable Long liftedAt) {

    /** What is held. */
    public enum Kind {
        REALM,
        WORKSPACE,
        /** Rows in which the person acts, is acted on, or acts as somebody else. */
        PERSON
    }
}
