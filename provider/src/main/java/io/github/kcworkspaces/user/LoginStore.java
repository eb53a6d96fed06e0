package io.github.kcworkspaces.user;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import org.jspecify.annotations.Nullable;

/** Port: when users were here last. */
public interface LoginStore {

    /** One statement; the first time of a user takes another, in a transaction of its own. */
    void seen(RealmId realm, UserId user, Seen seen);

    void forget(RealmId realm, UserId user);

    /**
     * What is new about a user; what is null stays as it was.
     *
     * @param at of a login, epoch milliseconds
     * @param client id of the application of that login
     * @param workspace that a token is about now
     * @param names of who is not in Keycloak's tables
     */
    record Seen(
            @Nullable Long at,
            @Nullable String client,
            @Nullable WorkspaceId workspace,
            Member.@Nullable Person names) {}
}
