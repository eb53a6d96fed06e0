package io.github.kcworkspaces.keycloak.api;

/**
 * A person was forgotten.
 *
 * @param pseudonym what his rows say in the place of his id
 * @param rows how many rows were about him
 */
public record PseudonymisationRepresentation(String pseudonym, long rows) {}
