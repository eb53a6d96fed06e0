package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings in a declarative file.
 *
 * @param accountOwner username
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigSettingsRepresentation(
        @Nullable Boolean enabled,
        @Nullable String accountOwner,
        @Nullable String workspaceCreation,
        @Nullable String gate,
        @Nullable Integer claimBudgetBytes,
        @Nullable List<String> subjectAttributes) {}
