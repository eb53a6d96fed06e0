package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Optional;

/** Port: what an inviter may today (rule I4). */
@FunctionalInterface
public interface Inviters {

    /**
     * How an inviter stands.
     *
     * @param holdings what he holds in the workspace
     * @param managesAll whether he manages all workspaces, and not only this one
     */
    record Standing(Holdings holdings, boolean managesAll) {

        public static final Standing OF_ADMINS = new Standing(Holdings.EVERYTHING, true);
    }

    /** How he stands to the workspace; empty if he may no longer invite there, is disabled or gone. */
    Optional<Standing> now(Workspace workspace, Invitation.Inviter inviter);
}
