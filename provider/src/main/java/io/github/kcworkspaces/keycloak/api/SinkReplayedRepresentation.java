package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is sent again.
 *
 * @param after number of the row behind which everything is; absent for dead letters
 * @param deadLetters how many of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkReplayedRepresentation(
        @Nullable Long after, @Nullable Integer deadLetters) {}
