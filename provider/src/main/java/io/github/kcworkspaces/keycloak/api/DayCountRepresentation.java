package io.github.kcworkspaces.keycloak.api;

/**
 * How many rows there are on a day.
 *
 * @param day ISO 8601
 */
public record DayCountRepresentation(String day, long count) {}
