package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;

/** Port: what roles need to know and do about members. */
public interface RoleAssignments {

    /**
     * Gives the role to members.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code NOT_A_MEMBER}, naming all who are none (rule R2)
     */
    void assign(Caller caller, Workspace workspace, Role role, Collection<UserId> users);
}
