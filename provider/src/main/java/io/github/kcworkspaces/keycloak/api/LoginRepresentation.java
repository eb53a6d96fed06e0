package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A login, a failed login or a logout.
 *
 * @param seq place in the sealed order; null until it is sealed
 * @param type {@code LOGIN}, {@code LOGIN_ERROR} or {@code LOGOUT}
 * @param code 0 for a login, 1 for a logout, below 0 for what failed
 * @param user whose login it is; without an id when nobody of that name is known
 * @param actor who did it, if that was somebody else, such as an administrator who ends a session
 * @param mode how somebody logged in, or what ended the session
 * @param workspace that the session was about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginRepresentation(
        String id,
        @Nullable Long seq,
        long at,
        String type,
        int code,
        LoginUserRepresentation user,
        @Nullable ActorRepresentation actor,
        @Nullable String mode,
        @Nullable String client,
        @Nullable WorkspaceReferenceRepresentation workspace,
        @Nullable String session,
        @Nullable String ip,
        @Nullable String error,
        @Nullable String hash) {}
