package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.TreeMap;

/**
 * The realm's signature under its chain as it was at a time.
 *
 * @param seq of the last row that it covers
 * @param hash of that row, and so of all before it
 * @param at when it was signed, epoch milliseconds
 * @param keyId of the realm's key
 * @param signature compact JWS (RFC 7515) over {@link #payload}; its header names algorithm and key
 */
public record Checkpoint(RealmId realm, long seq, String hash, long at, String keyId, String signature) {

    /** The canonical JSON that is signed. */
    public String payload() {
        return payload(realm, seq, hash, at);
    }

    /** The same before there is a signature. */
    public static String payload(RealmId realm, long seq, String hash, long at) {
        TreeMap<String, Object> payload = new TreeMap<>();
        payload.put("at", at);
        payload.put("hash", hash);
        payload.put("realm", realm.value());
        payload.put("seq", seq);
        return CanonicalJson.write(payload);
    }
}
