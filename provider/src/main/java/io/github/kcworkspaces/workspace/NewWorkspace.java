package io.github.kcworkspaces.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A workspace to be created.
 *
 * @param alias null to derive it from the name
 * @param organization id of the Keycloak organization it shall belong to; null for none
 */
public record NewWorkspace(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String organization) {}
