package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A workspace, where the name is all that is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkspaceReferenceRepresentation(
        String id, @Nullable String alias) {}
