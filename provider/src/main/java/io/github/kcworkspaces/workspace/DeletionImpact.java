package io.github.kcworkspaces.workspace;

/**
 * What goes with a workspace when it is deleted.
 *
 * @param members users who belong to it, directly or through a group
 * @param roles roles of its own, deleted ones not counted
 * @param sharesOut shares of its resources to other workspaces
 * @param sharesIn shares of other workspaces' resources to it
 * @param pendingInvitations invitations that can be accepted now
 */
public record DeletionImpact(long members, long roles, long resources, long sharesOut, long sharesIn, long pendingInvitations) {}
