package io.github.kcworkspaces.sink;

import java.util.List;

/** Port: how messages get to a sink of one kind. */
@FunctionalInterface
public interface Transport {

    /**
     * Sends in order and stops at the first that is not taken, or when its time is over. Never throws for what the other
     * side does.
     */
    Report send(Target target, List<Message> messages);
}
