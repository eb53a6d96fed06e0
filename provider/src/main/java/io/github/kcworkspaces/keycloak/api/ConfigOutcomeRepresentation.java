package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What applying a declarative file changed, or with {@code dryRun} would change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigOutcomeRepresentation(List<ConfigChangeRepresentation> changes) {}
