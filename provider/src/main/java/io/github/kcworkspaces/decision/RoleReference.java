package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RoleId;

/**
 * A role that a subject holds, as loaded with the membership.
 *
 * @param revision identifies the state of the role's grants; compare for equality only
 * @param everything whether the role is one of the built-in roles that hold everything inside a workspace
 */
public record RoleReference(RoleId id, String name, long revision, boolean everything) {}
