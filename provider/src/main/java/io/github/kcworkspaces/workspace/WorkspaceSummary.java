package io.github.kcworkspaces.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A workspace with what lists show of it.
 *
 * @param ownerName username of the owner; null without an owner
 * @param organizationName name of the organization it belongs to; null without one
 * @param memberCount how many users belong to it, directly or through a group, suspended ones included
 */
public record WorkspaceSummary(
        Workspace workspace,
        @Nullable String ownerName,
        @Nullable String organizationName,
        long memberCount) {}
