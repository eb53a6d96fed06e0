package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: what it is about stays.
 *
 * @param kind {@code REALM}, {@code WORKSPACE} or {@code PERSON}
 * @param subject id of the workspace or the user
 * @param since epoch milliseconds
 * @param placedBy name of who placed it
 * @param liftedAt epoch milliseconds; absent while it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HoldRepresentation(
        String id,
        String kind,
        @Nullable String subject,
        String reason,
        long since,
        String placedBy,
        @Nullable Long liftedAt) {}
