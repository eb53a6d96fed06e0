package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A workspace to be created.
 *
 * @param alias null to derive it from the name
 * @param organization id or alias of a Keycloak organization; null for none
 * @param mfaRequired whether whoever works in it needs a second factor; null for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewWorkspaceRepresentation(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String organization,
        @Nullable Boolean mfaRequired) {}
