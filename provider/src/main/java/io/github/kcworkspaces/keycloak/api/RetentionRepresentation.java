package io.github.kcworkspaces.keycloak.api;

import org.jspecify.annotations.Nullable;

/**
 * How long the audit trail is kept; 0 for ever. What is null in a change keeps its value.
 *
 * @param activityDays days for changes and denied attempts
 * @param loginDays days for logins, failed logins and logouts
 * @param keycloakDays days for Keycloak's own events
 * @param archive whether rows are written to a file before they go; the server must have a directory for that
 */
public record RetentionRepresentation(
        @Nullable Integer activityDays,
        @Nullable Integer loginDays,
        @Nullable Integer keycloakDays,
        @Nullable Boolean archive) {}
