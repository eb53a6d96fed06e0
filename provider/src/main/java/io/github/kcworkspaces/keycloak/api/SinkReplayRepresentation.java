package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to send again: either everything behind a row, or dead letters.
 *
 * @param after number of the row
 * @param deadLetters numbers of their rows; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkReplayRepresentation(
        @Nullable Long after, @Nullable List<Long> deadLetters) {}
