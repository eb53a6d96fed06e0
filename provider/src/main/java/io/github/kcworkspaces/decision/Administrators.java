package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Collection;

/** Port: who manages every workspace of a realm. */
@FunctionalInterface
public interface Administrators {

    /** All account admins, disabled ones too. There are few. */
    Collection<UserId> all(RealmId realm);
}
