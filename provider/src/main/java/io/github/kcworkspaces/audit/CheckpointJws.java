package io.github.kcworkspaces.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.TreeMap;

/** The signature of a checkpoint: a compact JWS (RFC 7515) with RS256, made and checked with nothing but the JDK. */
public final class CheckpointJws {

    public static final String ALGORITHM = "RS256";

    private static final String JDK_ALGORITHM = "SHA256withRSA";
    private static final int SEGMENTS = 3;

    private CheckpointJws() {}

    public static String sign(String keyId, String payload, PrivateKey key) throws GeneralSecurityException {
        TreeMap<String, Object> header = new TreeMap<>();
        header.put("alg", ALGORITHM);
        header.put("kid", keyId);
        header.put("typ", "workspaces-checkpoint+jws");
        String signed = encode(CanonicalJson.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + encode(payload.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance(JDK_ALGORITHM);
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    /** Whether the key has signed just this payload; whatever the header says, the algorithm is RS256. */
    public static boolean isGenuine(String jws, String payload, PublicKey key) {
        String[] segments = jws.split("\\.", -1);
        if (segments.length != SEGMENTS || !segments[1].equals(encode(payload.getBytes(StandardCharsets.UTF_8)))) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(JDK_ALGORITHM);
            signature.initVerify(key);
            signature.update((segments[0] + "." + segments[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(segments[2]));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
