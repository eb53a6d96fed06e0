package io.github.kcworkspaces.sink;

/**
 * A row that a sink has refused as such, while it has taken others.
 *
 * @param eventId id of the row
 * @param at when it was put aside, epoch milliseconds
 * @param queued whether it waits to be sent again
 */
public record DeadLetter(long seq, String eventId, String type, String reason, long at, boolean queued) {

    DeadLetter refusedAgain(String why, long now) {
        return new DeadLetter(seq, eventId, type, why, now, false);
    }
}
