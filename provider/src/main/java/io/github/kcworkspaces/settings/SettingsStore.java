package io.github.kcworkspaces.settings;

import io.github.kcworkspaces.id.RealmId;
import java.util.Optional;

/** Port: settings of realms. */
public interface SettingsStore {

    Optional<RealmSettings> find(RealmId realm);

    /** As {@link #find}, and keeps every other transaction that locks the row waiting until this one ends. */
    Optional<RealmSettings> lock(RealmId realm);

    /**
     * Makes sure that the row exists, in a transaction of its own, so that concurrent first uses can lock it.
     */
    void ensure(RealmId realm);

    /** Stores all members but version and catalogue revision; the version grows by one. */
    void update(RealmSettings settings);

    /** Removes the row of a realm that is gone. What else it had is removed later; nothing finds it any more. */
    void delete(RealmId realm);

    /** Gives the catalogue a new revision: what was cached of resource types is no longer asked for. */
    void reviseCatalogue(RealmId realm);
}
