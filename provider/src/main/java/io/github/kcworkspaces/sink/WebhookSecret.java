package io.github.kcworkspaces.sink;

import java.security.SecureRandom;
import java.util.Base64;

/** The secret that a receiver of webhooks knows an authentic one by: {@code whsec_} and 24 to 64 bytes in Base64. */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int FEWEST = 24;
    private static final int MOST = 64;
    private static final int USUAL = 32;

    private WebhookSecret() {}

    static boolean isValid(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            int length = key(text).length;
            return length >= FEWEST && length <= MOST;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    static String random(SecureRandom random) {
        byte[] bytes = new byte[USUAL];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** What is signed with. */
    public static byte[] key(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }
}
