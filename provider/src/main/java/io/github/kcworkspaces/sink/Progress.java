package io.github.kcworkspaces.sink;

import org.jspecify.annotations.Nullable;

/**
 * How far a sink has come.
 *
 * @param position number of the last row that it has got, or that was not for it
 * @param attempts in a row that failed
 * @param refusals how often the next row was refused as such
 * @param nextAttemptAt epoch milliseconds; nothing is sent before
 * @param lastError why it does not go on; null if it does
 * @param delivered rows in all
 */
public record Progress(
        long position,
        int attempts,
        int refusals,
        long nextAttemptAt,
        @Nullable String lastError,
        @Nullable Long lastSuccessAt,
        long delivered) {

    static Progress from(long position) {
        return new Progress(position, 0, 0, 0, null, null, 0);
    }
}
