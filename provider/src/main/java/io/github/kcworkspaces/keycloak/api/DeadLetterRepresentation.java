package io.github.kcworkspaces.keycloak.api;

/**
 * A row that a sink has refused while it has taken others.
 *
 * @param seq number of the row
 * @param event id of the row
 * @param at when it was put aside, epoch milliseconds
 * @param queued whether it waits to be sent again
 */
public record DeadLetterRepresentation(long seq, String event, String type, String reason, long at, boolean queued) {}
