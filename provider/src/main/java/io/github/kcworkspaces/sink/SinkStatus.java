package io.github.kcworkspaces.sink;

/**
 * How a sink is doing.
 *
 * @param head number of the row that was sealed last
 * @param deadLetters rows that it has refused
 */
public record SinkStatus(Sink sink, Progress progress, long head, long deadLetters) {

    /** In one word. */
    public enum State {
        OK,
        /** The last attempt failed, and another will follow. */
        RETRYING,
        /** By an administrator, or because the sink itself has said that it wants nothing more. */
        DISABLED
    }

    public State state() {
        if (!sink.enabled()) {
            return State.DISABLED;
        }
        return progress.attempts() > 0 ? State.RETRYING : State.OK;
    }

    /** How many rows there are behind its position, whether they are for it or not. */
    public long lag() {
        return Math.max(0, head - progress.position());
    }
}
