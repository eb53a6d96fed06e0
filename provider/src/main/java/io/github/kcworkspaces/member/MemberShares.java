package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;

/** Port: what is shared with members of a workspace, and by them. */
@FunctionalInterface
public interface MemberShares {

    /** M1: ends what was shared directly with the member, and of what he owns there, each recorded. */
    void memberRemoved(Actor actor, RealmId realm, WorkspaceId workspace, UserId user, String username);
}
