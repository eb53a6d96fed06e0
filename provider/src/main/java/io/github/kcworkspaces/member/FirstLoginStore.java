package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.List;

/** Port: what people are given at their first login, and who was. */
public interface FirstLoginStore {

    /** In the order in which they were set. */
    List<FirstLoginRule> rules(RealmId realm);

    /** Replaces all rules of the realm. */
    void put(RealmId realm, List<FirstLoginRule> rules);

    /** The rules of an enabled realm; none for a user who was given what he is given. One statement, by keys. */
    List<FirstLoginRule> pending(RealmId realm, UserId user);

    /** Notes that the user was given what he is given. */
    void done(RealmId realm, UserId user, long at);

    /** Forgets a user who is gone. */
    void forget(RealmId realm, UserId user);
}
