package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Tokens that continue a search. Each is good for the search that it came from and no other, on every node of the cluster,
 * until the realm drops the key that it was made with. It holds the limit and the place to go on from.
 */
final class PageTokens {

    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Nothing else that the realm signs with its key begins like this. */
    private static final String PURPOSE = "keycloak-workspaces page token\0";

    private final KeycloakSession session;
    private final RealmModel realm;

    PageTokens(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** What a token holds. */
    record Page(int limit, String cursor) {

        private static Page parse(String text) {
            int space = text.indexOf(' ');
            return new Page(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
        }

        @Override
        public String toString() {
            return limit + " " + cursor;
        }
    }

    /** @param inputs of the search */
    String seal(Page page, String inputs) {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
        String place = ENCODER.encodeToString(page.toString().getBytes(StandardCharsets.UTF_8));
        return place + "." + key.getKid() + "." + ENCODER.encodeToString(mac(key.getSecretKey(), place, inputs));
    }

    /** @throws Problem {@code INVALID_REQUEST} when it is no token, or one of another search */
    Page open(String token, String inputs) {
        String[] parts = token.split("\\.", -1);
        SecretKey key = parts.length == 3 ? key(parts[1]) : null;
        byte[] mac = key == null ? null : decoded(parts[2]);
        byte[] place = key == null ? null : decoded(parts[0]);
        if (key == null || mac == null || place == null || !MessageDigest.isEqual(mac, mac(key, parts[0], inputs))) {
            throw RequestRules.invalid("page.token", "does not belong to this search");
        }
        return Page.parse(new String(place, StandardCharsets.UTF_8));
    }

    private @Nullable SecretKey key(String kid) {
        KeyWrapper key = session.keys().getKey(realm, kid, KeyUse.SIG, Algorithm.HS512);
        return key == null ? null : key.getSecretKey();
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }

    private byte[] mac(SecretKey key, String place, String inputs) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((PURPOSE + realm.getId() + '\0' + place + '\0').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(inputs.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }
}
