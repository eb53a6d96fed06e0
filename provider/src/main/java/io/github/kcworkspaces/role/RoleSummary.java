package io.github.kcworkspaces.role;

/**
 * A role with what lists show of it.
 *
 * @param memberCount users to whom it is assigned directly: in the workspace at hand, or for the templates in all
 */
public record RoleSummary(Role role, long memberCount) {}
