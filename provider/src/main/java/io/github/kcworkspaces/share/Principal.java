package io.github.kcworkspaces.share;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.UserId;

/** With whom a resource is shared directly: a user or a Keycloak group. */
public record Principal(Kind kind, String id) {

    public enum Kind {
        USER,
        GROUP
    }

    public static Principal of(UserId user) {
        return new Principal(Kind.USER, user.value());
    }

    public static Principal of(GroupId group) {
        return new Principal(Kind.GROUP, group.value());
    }
}
