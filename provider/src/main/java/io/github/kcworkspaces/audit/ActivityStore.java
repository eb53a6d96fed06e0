package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Slice;

/** Port: reading the audit trail. */
public interface ActivityStore {

    /** Newest first; a malformed cursor reads like none. */
    Slice<Activity> slice(RealmId realm, ActivityFilter filter);
}
