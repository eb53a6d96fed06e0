package io.github.kcworkspaces.sink;

import java.util.Map;

/**
 * An event on its way, in the format of its sink.
 *
 * @param id stays the same however often it is sent: receivers know by it what they have
 * @param at when it happened, epoch milliseconds
 * @param type of the event, such as {@code ROLE_CREATED}
 * @param severity as syslog counts: 6 is informational, 4 a warning
 * @param event what is sent: maps, lists, strings, numbers and booleans
 */
public record Message(String id, long seq, long at, String type, int severity, Map<String, ?> event) {}
