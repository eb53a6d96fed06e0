package io.github.kcworkspaces.audit;

import org.jspecify.annotations.Nullable;

/**
 * What only rows of the class {@link TrailClass#LOGIN} say.
 *
 * @param code of {@link LoginCode}
 * @param mode how somebody logged in: {@code password}, {@code passkey}, {@code ldap}, the alias of an identity provider; for
 *     a logout, what ended the session. Null where Keycloak does not tell
 * @param session id of the user's session
 * @param error Keycloak's word for what failed
 */
public record LoginFacts(
        int code,
        @Nullable String mode,
        @Nullable String session,
        @Nullable String error) {}
