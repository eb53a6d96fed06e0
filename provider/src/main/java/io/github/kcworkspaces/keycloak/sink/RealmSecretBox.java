package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.sink.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;

/**
 * Secrets under the realm's own AES key: encrypted with AES-256 in GCM, by a key that is derived from it for this purpose
 * alone, and bound to the sink. A reference to the vault is kept as it is, and looked up when it is needed.
 */
public final class RealmSecretBox implements SecretBox {

    private static final Logger LOG = Logger.getLogger(RealmSecretBox.class);

    private static final String VERSION = "1";
    private static final Pattern SEALED = Pattern.compile(VERSION + ":([^:]{1,255}):([A-Za-z0-9_-]+)");
    private static final Pattern VAULT = Pattern.compile("\\$\\{vault\\.[^}]+\\}");
    private static final String DERIVATION = "HmacSHA256";
    private static final byte[] PURPOSE = "keycloak-workspaces sink secret 1".getBytes(StandardCharsets.UTF_8);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;

    public RealmSecretBox(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String seal(RealmId realm, String sink, String secret) {
        if (VAULT.matcher(secret).matches()) {
            return secret;
        }
        KeyWrapper key = session.keys().getActiveKey(realm(realm), KeyUse.ENC, Algorithm.AES);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.getSecretKey(), nonce, realm, sink);
            byte[] encrypted = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            ByteBuffer sealed = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted);
            return VERSION + ":" + key.getKid() + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES in GCM", impossible);
        }
    }

    @Override
    public Optional<String> open(RealmId realm, String sink, String sealed) {
        RealmModel model = session.realms().getRealm(realm.value());
        if (model == null) {
            return Optional.empty();
        }
        if (VAULT.matcher(sealed).matches()) {
            return ofVault(model, sealed);
        }
        Matcher parts = SEALED.matcher(sealed);
        KeyWrapper key =
                parts.matches() ? session.keys().getKey(model, parts.group(1), KeyUse.ENC, Algorithm.AES) : null;
        if (key == null || key.getSecretKey() == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(parts.group(2));
            byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.getSecretKey(), nonce, realm, sink);
            return Optional.of(
                    new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            LOG.warnf("The secret of sink %s is not what was stored", sink);
            return Optional.empty();
        }
    }

    /** The vault looks into the realm of the session. */
    private Optional<String> ofVault(RealmModel realm, String reference) {
        RealmModel before = session.getContext().getRealm();
        session.getContext().setRealm(realm);
        try (VaultStringSecret found = session.vault().getStringSecret(reference)) {
            return found.get().filter(secret -> !secret.equals(reference));
        } finally {
            session.getContext().setRealm(before);
        }
    }

    private static Cipher cipher(int mode, SecretKey realmKey, byte[] nonce, RealmId realm, String sink)
            throws GeneralSecurityException {
        Mac derivation = Mac.getInstance(DERIVATION);
        derivation.init(new SecretKeySpec(realmKey.getEncoded(), DERIVATION));
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(derivation.doFinal(PURPOSE), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((realm.value() + "/" + sink).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private RealmModel realm(RealmId realm) {
        RealmModel model = session.realms().getRealm(realm.value());
        if (model == null) {
            throw new IllegalStateException("the realm is gone");
        }
        return model;
    }
}
