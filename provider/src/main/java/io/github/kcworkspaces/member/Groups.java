package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import java.util.Optional;

/** Port: Keycloak's groups. */
@FunctionalInterface
public interface Groups {

    /** The path of the group, such as {@code /staff/research}; empty when the realm has no such group. */
    Optional<String> path(RealmId realm, GroupId group);
}
