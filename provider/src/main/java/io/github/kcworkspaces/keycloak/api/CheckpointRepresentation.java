package io.github.kcworkspaces.keycloak.api;

/**
 * The realm's signature under its audit trail as it was at a time. Kept outside, it proves that nothing before it was
 * changed or cut since.
 *
 * @param seq of the last row that it covers
 * @param hash of that row
 * @param keyId of the realm's key
 * @param signature compact JWS (RS256) over the canonical JSON of {@code at}, {@code hash}, {@code realm}, {@code seq}
 */
public record CheckpointRepresentation(String realm, long seq, String hash, long at, String keyId, String signature) {}
