package io.github.kcworkspaces.keycloak.api;

/** How many rows there are of a type. */
public record TypeCountRepresentation(String type, long count) {}
