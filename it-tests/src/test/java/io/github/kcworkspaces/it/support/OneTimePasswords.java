package io.github.kcworkspaces.it.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** What an authenticator app does (RFC 6238), and a realm in which workspaces ask for what it shows. */
public final class OneTimePasswords {

    private static final Pattern SECRET = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");
    private static final String FLOW = "browser with workspaces";
    private static final String SECRET_OF_ALL = "a-secret-of-20-bytes";

    private OneTimePasswords() {}

    /** People sign in with the flow of the product, in which nothing but workspaces asks for a second factor. */
    public static void byWorkspaceOnly(TestRealm realm) {
        realm.set(settings -> {
            settings.setBrowserFlow(FLOW);
            settings.setOtpPolicyCodeReusable(true);
        });
        for (AuthenticationExecutionInfoRepresentation step :
                realm.admin().flows().getExecutions(FLOW)) {
            String name = String.valueOf(step.getDisplayName());
            if (name.endsWith("Conditional 2FA") || name.endsWith("Conditional OTP")) {
                step.setRequirement("DISABLED");
                realm.admin().flows().updateExecutions(FLOW, step);
            }
        }
    }

    /** For {@code realm.user(name, OneTimePasswords::setUp)}: a user who has set one up. */
    public static void setUp(UserRepresentation user) {
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType("otp");
        otp.setSecretData("{\"value\":\"" + SECRET_OF_ALL + "\"}");
        otp.setCredentialData(
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        List<CredentialRepresentation> password = user.getCredentials();
        user.setCredentials(password == null ? List.of(otp) : List.of(password.get(0), otp));
    }

    /** What the app of a user who is {@link #setUp} shows now. */
    public static String now() {
        return now(SECRET_OF_ALL);
    }

    public static String now(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / 30)
                    .array());
            int offset = hash[hash.length - 1] & 0xf;
            int code = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format("%06d", code % 1_000_000);
        } catch (GeneralSecurityException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }

    /** The secret on the page that sets one up. */
    public static String secret(String page) {
        Matcher secret = SECRET.matcher(page);
        if (!secret.find()) {
            throw new AssertionError("Not the page that sets up one-time passwords: " + page);
        }
        return secret.group(1);
    }

    /** Fields of the form on that page. */
    public static Map<String, String> enrolment(String page) {
        String secret = secret(page);
        return Map.of("totp", now(secret), "totpSecret", secret, "userLabel", "phone");
    }
}
