package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;

/** Port: the mappers of Keycloak's identity providers and directories that bring roles. */
public interface OutsideMappings {

    /** All of the realm, ordered by provider, then name. */
    List<OutsideMapping> all(RealmId realm);

    /** The one with this key of its source. */
    Optional<OutsideMapping> find(RealmId realm, String key);
}
