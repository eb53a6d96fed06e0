package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.MemberService;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.workspace.WorkspaceService;

/**
 * People of directories whose user ids are made of their names. Who gets the name of somebody else has the same id, but
 * none of what that one had.
 */
public final class Namesakes {

    private final MemberStore store;
    private final RealmService realms;
    private final WorkspaceService workspaces;
    private final ShareService shares;
    private final MemberService members;

    public Namesakes(
            MemberStore store,
            RealmService realms,
            WorkspaceService workspaces,
            ShareService shares,
            MemberService members) {
        this.store = store;
        this.realms = realms;
        this.workspaces = workspaces;
        this.shares = shares;
        this.members = members;
    }

    /**
     * A directory knows the user by this id now: what somebody else had under the same user id goes, as if that one had been
     * removed. One statement, if there was nobody.
     */
    public void seen(RealmId realm, UserId user, String username, String directoryId) {
        if (store.heldByAnother(realm, user, directoryId)) {
            gone(realm, Actor.system(Actor.Cause.SYNC), user, username);
        }
    }

    /** All that was somebody's under the user id goes, each recorded. */
    public void gone(RealmId realm, Actor actor, UserId user, String username) {
        realms.accountOwnerRemoved(realm, actor, user);
        workspaces.ownerRemoved(realm, actor, user, username);
        shares.userRemoved(realm, actor, user, username);
        members.userRemoved(realm, actor, user, username);
    }
}
