package io.github.kcworkspaces.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a workspace; what is null keeps its value (as Keycloak's PUT does).
 *
 * @param description empty to remove it
 * @param organization id or alias; empty to remove it
 * @param expectedVersion version the caller has read; null when the last write shall win
 */
public record WorkspaceChange(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String organization,
        Workspace.@Nullable Status status,
        @Nullable Boolean mfaRequired,
        @Nullable Long expectedVersion) {

    /** A change that leaves second factors as they are. */
    public WorkspaceChange(
            @Nullable String alias,
            @Nullable String name,
            @Nullable String description,
            @Nullable String organization,
            Workspace.@Nullable Status status,
            @Nullable Long expectedVersion) {
        this(alias, name, description, organization, status, null, expectedVersion);
    }
}
