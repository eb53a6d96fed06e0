package io.github.kcworkspaces.decision;

/**
 * How applications name a resource; unique within a workspace (rule P2).
 *
 * @param type key of a resource type
 */
public record ResourceName(String type, String externalId) {}
