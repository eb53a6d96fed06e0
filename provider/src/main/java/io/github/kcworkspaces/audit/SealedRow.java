package io.github.kcworkspaces.audit;

import java.util.Map;

/**
 * A row at its place in the one order of the realm's trail.
 *
 * @param seq from 1, without gaps
 * @param previous hash of the row before; {@link RowHash#GENESIS} for the first
 * @param hash SHA-256 over the canonical JSON of {@link RowHash#content}, in base64url
 * @param parts what binds the values of {@link Part} to the hash, one for each
 */
public record SealedRow(long seq, String previous, String hash, Map<Part, SealedPart> parts, Activity activity) {

    public SealedRow {
        parts = Map.copyOf(parts);
    }
}
