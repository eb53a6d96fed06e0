package io.github.kcworkspaces.audit.offline;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys of a realm: PEM as Keycloak's console shows it, with or without its frame, several in one file; or the JSON
 * of the realm's {@code /protocol/openid-connect/certs}.
 */
final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private PublicKeys() {}

    /** @throws IllegalArgumentException for what holds no key */
    static List<PublicKey> read(String text) {
        try {
            List<PublicKey> keys = text.strip().startsWith("{") ? ofJson(text) : ofPem(text);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no RSA public key in the file");
            }
            return keys;
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("not an RSA public key", notAKey);
        }
    }

    private static List<PublicKey> ofPem(String text) throws GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        Matcher framed = PEM.matcher(text);
        while (framed.find()) {
            keys.add(ofDer(framed.group(1)));
        }
        if (keys.isEmpty()) {
            keys.add(ofDer(text));
        }
        return keys;
    }

    private static PublicKey ofDer(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(base64.strip());
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    }

    private static List<PublicKey> ofJson(String text) throws GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        if (JsonText.object(text).get("keys") instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> key
                        && key.get("n") instanceof String modulus
                        && key.get("e") instanceof String exponent) {
                    keys.add(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(modulus), number(exponent))));
                }
            }
        }
        return keys;
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
