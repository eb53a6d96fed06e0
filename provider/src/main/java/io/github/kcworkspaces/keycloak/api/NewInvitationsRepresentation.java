package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same invitation to several workspaces.
 *
 * @param workspaces ids or aliases
 * @param email whom to invite
 * @param roles names that each of the workspaces has, or ids of templates; {@code member} without any
 * @param bypass whether it gives access at once, without acceptance
 * @param message shown in the mails and on the pages
 * @param expiresAt epoch milliseconds; without it, the lifespan that the settings name
 * @param client client id of the application that the invitations lead to; the account console without one
 * @param redirectUri one of the redirect URIs of that client; its home page without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewInvitationsRepresentation(
        @Nullable List<String> workspaces,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable List<String> roles,
        @Nullable Boolean bypass,
        @Nullable String message,
        @Nullable Long expiresAt,
        @Nullable String client,
        @Nullable String redirectUri) {}
