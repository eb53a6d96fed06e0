package io.github.kcworkspaces.config;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Optional;

/** Port: users and groups of Keycloak and the names that files give them. */
public interface ConfigNames {

    Optional<UserId> user(RealmId realm, String username);

    /** @param path such as {@code /staff/research} */
    Optional<GroupId> group(RealmId realm, String path);

    Optional<String> username(RealmId realm, UserId user);

    Optional<String> path(RealmId realm, GroupId group);
}
