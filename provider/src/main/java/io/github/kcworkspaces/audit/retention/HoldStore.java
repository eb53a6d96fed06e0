package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Optional;

/** Port: legal holds. Placing and lifting one waits for the purge that is at work in the realm. */
public interface HoldStore {

    void place(Hold hold);

    /** What a purge that is under way has spared goes on being spared by it: it is not in the purge's archive. */
    void lift(Hold hold, long at);

    /** Whether it is lifted or not. */
    Optional<Hold> find(RealmId realm, String id);

    /** Those that hold first, and then the newest first. */
    Page<Hold> page(RealmId realm, PageRequest request);

    int active(RealmId realm);
}
