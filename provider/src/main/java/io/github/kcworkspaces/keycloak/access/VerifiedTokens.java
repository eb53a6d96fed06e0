package io.github.kcworkspaces.keycloak.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.common.VerificationException;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * Remembers that the signature of a token was good, for as long as the realm has the key that it was checked with. What a
 * token is remembered under is the digest of all of it, signature included, so nothing but this very token is found again.
 * Only the signature is remembered, never that a token is acceptable: whoever asks checks everything else each time.
 */
final class VerifiedTokens {

    private static final int MAXIMUM = 10_000;

    private record Digest(String realm, ByteBuffer sha256) {}

    private record Verified(AccessToken token, String keyId, String algorithm, Key key) {}

    private final Cache<Digest, Verified> cache = Caffeine.newBuilder()
            .maximumSize(MAXIMUM)
            .expireAfter(Expiry.<Digest, Verified>creating((digest, verified) -> timeLeft(verified.token())))
            .build();

    /**
     * The token if a key of the realm that is in use now, active or passive, has signed it, and it names neither a session
     * nor a key of its bearer.
     *
     * @return empty when it is no such token
     */
    Optional<AccessToken> withoutSession(KeycloakSession session, RealmModel realm, String encoded) {
        Digest digest = new Digest(realm.getId(), sha256(encoded));
        Verified known = cache.getIfPresent(digest);
        if (known != null
                && RealmMemory.key(session, realm, known.keyId(), known.algorithm())
                        .filter(known.key()::equals)
                        .isPresent()) {
            return Optional.of(known.token());
        }
        Optional<Verified> verified = verifySignature(session, realm, encoded);
        verified.filter(signed -> signed.token().getExp() != null)
                .ifPresentOrElse(signed -> cache.put(digest, signed), () -> cache.invalidate(digest));
        return verified.map(Verified::token);
    }

    private static Optional<Verified> verifySignature(KeycloakSession session, RealmModel realm, String encoded) {
        try {
            JWSInput jws = new JWSInput(encoded);
            AccessToken token = jws.readJsonContent(AccessToken.class);
            if (token.getSessionId() != null || token.getConfirmation() != null) {
                return Optional.empty();
            }
            String keyId = jws.getHeader().getKeyId();
            String algorithm = jws.getHeader().getRawAlgorithm();
            SignatureProvider signatures = session.getProvider(SignatureProvider.class, algorithm);
            Key key = keyId == null || signatures == null
                    ? null
                    : RealmMemory.key(session, realm, keyId, algorithm).orElse(null);
            if (keyId == null || signatures == null || key == null) {
                return Optional.empty();
            }
            byte[] signed = jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8);
            if (!signatures.verifier(keyId).verify(signed, jws.getSignature())) {
                return Optional.empty();
            }
            return Optional.of(new Verified(token, keyId, algorithm, key));
        } catch (JWSInputException | VerificationException notOurs) {
            return Optional.empty();
        }
    }

    private static Duration timeLeft(AccessToken token) {
        return Duration.ofSeconds(Math.max(0, token.getExp() - Time.currentTime()));
    }

    private static ByteBuffer sha256(String encoded) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(encoded.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }
}
