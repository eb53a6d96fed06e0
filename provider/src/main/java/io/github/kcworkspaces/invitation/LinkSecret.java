package io.github.kcworkspaces.invitation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes a link to an invitation unguessable. It is made when the mail is sent, is in that mail only, and is looked up by
 * its hash: by which nothing can be learned from how long looking takes (rule I3).
 *
 * @param value 32 random bytes, for a URL
 */
public record LinkSecret(String value) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static LinkSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The secret that somebody sends; empty for what cannot be one. */
    public static Optional<LinkSecret> sent(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new LinkSecret(value)) : Optional.empty();
    }

    /** All that is stored of it. */
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** Not the secret: it would stand in logs. */
    @Override
    public String toString() {
        return "LinkSecret";
    }
}
