package io.github.kcworkspaces.keycloak.api;

/**
 * A resource that the files perhaps have under another id. Sent as {@code rename}, it stays the same, with its grants.
 *
 * @param rename what to send
 */
public record SuggestedRenameRepresentation(String rename, String type, String from, String to, String name) {}
