package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invitation. The link to accept it is in the mail only.
 *
 * @param workspace id
 * @param roles ids of the roles that it gives
 * @param roleNames their names, in the same order; a role that is gone has none and is left out of both
 * @param bypass whether it gave access at once
 * @param expiresAt epoch milliseconds; absent for a bypass invitation
 * @param status {@code PENDING}, {@code ACCEPTED}, {@code DECLINED}, {@code EXPIRED}, {@code REVOKED} or {@code BYPASSED}
 * @param mailStatus {@code QUEUED}, {@code SENT}, {@code FAILED} or {@code NONE}, of the latest mail about it
 * @param invitedBy who sent it, or sent it again
 * @param answeredAt when it got its final state
 * @param client client id of the application that it leads to; absent for the account console
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationRepresentation(
        String id,
        String workspace,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        List<String> roles,
        List<String> roleNames,
        boolean bypass,
        @Nullable String message,
        @Nullable Long expiresAt,
        String status,
        String mailStatus,
        InviterRepresentation invitedBy,
        long createdAt,
        @Nullable Long answeredAt,
        @Nullable String client,
        @Nullable String redirectUri,
        long version) {}
