package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is doing.
 *
 * @param state {@code OK}, {@code RETRYING} or {@code DISABLED}
 * @param cursor number of the last row that it has got, or that was not for it
 * @param head number of the row that was sealed last
 * @param lag how many rows there are between them
 * @param lastError why it does not go on
 * @param attempts in a row that failed
 * @param nextAttemptAt epoch milliseconds; absent if nothing is waited for
 * @param lastSuccessAt epoch milliseconds
 * @param delivered rows in all
 * @param deadLetters rows that it has refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkStatusRepresentation(
        String state,
        long cursor,
        long head,
        long lag,
        @Nullable String lastError,
        int attempts,
        @Nullable Long nextAttemptAt,
        @Nullable Long lastSuccessAt,
        long delivered,
        long deadLetters) {}
