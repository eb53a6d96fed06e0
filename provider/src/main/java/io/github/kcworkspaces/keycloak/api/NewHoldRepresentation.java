package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold to place.
 *
 * @param kind {@code REALM}, {@code WORKSPACE} or {@code PERSON}
 * @param subject id or alias of the workspace, or id of the user; it may be gone already
 * @param reason why; kept with the hold and in the trail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewHoldRepresentation(
        @Nullable String kind,
        @Nullable String subject,
        @Nullable String reason) {}
