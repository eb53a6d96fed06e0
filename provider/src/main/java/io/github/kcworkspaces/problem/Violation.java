package io.github.kcworkspaces.problem;

/**
 * One thing wrong with one member of a request.
 *
 * @param field path of the member, such as {@code roles[3]}
 * @param message what is wrong, for a person
 */
public record Violation(String field, String message) {}
