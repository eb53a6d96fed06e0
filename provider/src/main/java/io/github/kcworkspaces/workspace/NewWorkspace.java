package io.github.kcworkspaces.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A workspace to be created.
 *
 * @param alias null to derive it from the name
 * @param organization id or alias of the Keycloak organization it shall belong to; null for none
 * @param mfaRequired whether whoever works in it needs a second factor
 */
public record NewWorkspace(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String organization,
        boolean mfaRequired) {

    /** One that demands no second factor. */
    public NewWorkspace(
            @Nullable String alias,
            @Nullable String name,
            @Nullable String description,
            @Nullable String organization) {
        this(alias, name, description, organization, false);
    }
}
