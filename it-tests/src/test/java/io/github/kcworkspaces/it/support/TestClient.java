package io.github.kcworkspaces.it.support;

/**
 * A confidential client.
 *
 * @param uuid the id of its representation
 */
public record TestClient(String uuid, String clientId, String secret) {}
