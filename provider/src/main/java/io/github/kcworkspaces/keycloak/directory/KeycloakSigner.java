package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointJws;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.id.RealmId;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import org.keycloak.crypto.KeyStatus;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Signs with the active RS256 key of the realm, the one that tokens are signed with. */
public final class KeycloakSigner implements CheckpointSigner {

    private final KeycloakSession session;

    public KeycloakSigner(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at) {
        RealmModel model = session.realms().getRealm(realm.value());
        return model == null
                ? Optional.empty()
                : session.keys()
                        .getKeysStream(model, KeyUse.SIG, CheckpointJws.ALGORITHM)
                        .filter(key -> key.getStatus() == KeyStatus.ACTIVE && key.getPrivateKey() != null)
                        .findFirst()
                        .map(key -> signed(realm, seq, hash, at, key));
    }

    @Override
    public Verdict check(Checkpoint checkpoint) {
        RealmModel model = session.realms().getRealm(checkpoint.realm().value());
        KeyWrapper key = model == null
                ? null
                : session.keys().getKey(model, checkpoint.keyId(), KeyUse.SIG, CheckpointJws.ALGORITHM);
        if (key == null) {
            return Verdict.UNKNOWN_KEY;
        }
        return key.getPublicKey() instanceof PublicKey known
                        && CheckpointJws.isGenuine(checkpoint.signature(), checkpoint.payload(), known)
                ? Verdict.GENUINE
                : Verdict.FORGED;
    }

    private static Checkpoint signed(RealmId realm, long seq, String hash, long at, KeyWrapper key) {
        try {
            String payload = Checkpoint.payload(realm, seq, hash, at);
            String signature = CheckpointJws.sign(key.getKid(), payload, (PrivateKey) key.getPrivateKey());
            return new Checkpoint(realm, seq, hash, at, key.getKid(), signature);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the realm's active key does not sign", unusable);
        }
    }
}
