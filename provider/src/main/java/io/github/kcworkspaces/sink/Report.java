package io.github.kcworkspaces.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages that were sent in order.
 *
 * @param delivered the first so many were taken
 * @param failure why not the next one; null when nothing went wrong
 */
public record Report(int delivered, @Nullable Failure failure) {

    /** What a failure is about, and so what follows. */
    public enum About {
        /** The sink, or the way to it: everything is tried again later. */
        SINK,
        /** The one event: after a few tries it is put aside, and the next ones are sent. */
        EVENT,
        /** The sink wants nothing any more: it is switched off. */
        END
    }

    /**
     * @param reason for the administrator. Never has anything in it that the other side has said: what stands behind an
     *     address is not to be read through us
     * @param retryAfter as the sink asks; null if it does not
     */
    public record Failure(
            About about, String reason, @Nullable Duration retryAfter) {}

    public static Report all(int delivered) {
        return new Report(delivered, null);
    }

    public static Report failed(int delivered, Failure failure) {
        return new Report(delivered, failure);
    }

    public static Report unreachable(int delivered, String reason) {
        return new Report(delivered, new Failure(About.SINK, reason, null));
    }
}
