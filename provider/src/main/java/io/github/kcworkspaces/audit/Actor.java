package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, through what and why. Names are snapshots: they stay readable when the user is gone.
 *
 * @param id null for the system itself
 * @param username name at the time
 * @param kind person, service account or the system
 * @param cause what made it happen
 * @param ip address the request came from; null without a request
 * @param client client id of the application the request came through; null without a request
 * @param correlation ties the rows of one bulk operation together; null when there is only one
 * @param email address at the time
 * @param impersonator the administrator who acts as this user; null when it is the user himself
 * @param request id of the request, as a proxy or the caller named it, or ours
 */
public record Actor(
        @Nullable UserId id,
        String username,
        Kind kind,
        Cause cause,
        @Nullable String ip,
        @Nullable String client,
        @Nullable String correlation,
        @Nullable String email,
        @Nullable Impersonator impersonator,
        @Nullable String request) {

    public Actor(
            @Nullable UserId id,
            String username,
            Kind kind,
            Cause cause,
            @Nullable String ip,
            @Nullable String client,
            @Nullable String correlation) {
        this(id, username, kind, cause, ip, client, correlation, null, null, null);
    }

    /** Who acts as somebody else. */
    public record Impersonator(String id, @Nullable String username) {}

    public enum Kind {
        USER,
        SERVICE,
        SYSTEM
    }

    /** What made a change happen: a request, a synchronisation, a file, the sweeper, or the system itself. */
    public enum Cause {
        USER,
        SYNC,
        IMPORT,
        SWEEP,
        SYSTEM
    }

    /** The product itself, without a request behind it. */
    public static Actor system(Cause cause) {
        return new Actor(null, "system", Kind.SYSTEM, cause, null, null, null);
    }

    /** The same actor, acting through a bulk operation. */
    public Actor within(Cause bulkCause, String bulkCorrelation) {
        return new Actor(id, username, kind, bulkCause, ip, client, bulkCorrelation, email, impersonator, request);
    }
}
