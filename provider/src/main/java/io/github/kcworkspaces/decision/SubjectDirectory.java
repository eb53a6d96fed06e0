package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Optional;

/** Port: Keycloak's users, as the product sees them. */
@FunctionalInterface
public interface SubjectDirectory {

    /** The user (or service account) of the realm with this id; empty when there is none, also for a malformed id. */
    Optional<SubjectFacts> find(RealmId realm, UserId user);

    /**
     * The same without a look at whether he is an account admin, where that costs something: then the answer says that he
     * is none.
     */
    default Optional<SubjectFacts> findAsOrdinary(RealmId realm, UserId user) {
        return find(realm, user);
    }
}
