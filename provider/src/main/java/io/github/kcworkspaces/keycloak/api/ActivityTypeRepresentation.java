package io.github.kcworkspaces.keycloak.api;

/**
 * A word of the closed vocabulary of what the audit trail records.
 *
 * @param type as rows of the trail say it
 * @param trailClass {@code ACTIVITY}, {@code LOGIN} or {@code KEYCLOAK}
 */
public record ActivityTypeRepresentation(String type, String trailClass) {}
