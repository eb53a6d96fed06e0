package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Optional;

/** Port: names of Keycloak's users. */
@FunctionalInterface
public interface People {

    Optional<Member.Person> find(RealmId realm, UserId user);
}
