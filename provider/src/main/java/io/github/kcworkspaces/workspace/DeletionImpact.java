package io.github.kcworkspaces.workspace;

/**
 * What goes with a workspace when it is deleted.
 *
 * @param members users who belong to it, directly or through a group
 * @param roles roles of its own, deleted ones not counted
 */
public record DeletionImpact(long members, long roles, long resources) {}
