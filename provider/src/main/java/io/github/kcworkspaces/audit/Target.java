package io.github.kcworkspaces.audit;

/**
 * What was changed, with its name at the time.
 *
 * @param kind sort of thing, such as {@code role}
 */
public record Target(String kind, String id, String name) {}
