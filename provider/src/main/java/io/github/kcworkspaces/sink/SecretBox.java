package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.id.RealmId;
import java.util.Optional;

/** Port: how secrets of sinks are kept. */
public interface SecretBox {

    /** @return what may be stored: of no use elsewhere, not even as the secret of another sink */
    String seal(RealmId realm, String sink, String secret);

    /** @return the secret; empty if the key or the entry of the vault is gone */
    Optional<String> open(RealmId realm, String sink, String sealed);
}
