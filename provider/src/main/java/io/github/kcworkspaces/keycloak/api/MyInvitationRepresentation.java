package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invitation of the caller that he can accept.
 *
 * @param workspaceName what it is called
 * @param roles names of the roles that it gives
 * @param invitedBy user name of who sent it
 * @param expiresAt epoch milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MyInvitationRepresentation(
        String id,
        WorkspaceReferenceRepresentation workspace,
        String workspaceName,
        List<String> roles,
        String invitedBy,
        @Nullable String message,
        long createdAt,
        long expiresAt) {}
