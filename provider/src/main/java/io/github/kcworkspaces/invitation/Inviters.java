package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Optional;

/** Port: what an inviter may today (rule I4). */
@FunctionalInterface
public interface Inviters {

    /** What he holds in the workspace; empty if he may no longer invite there, is disabled or gone. */
    Optional<Holdings> holdings(Workspace workspace, Invitation.Inviter inviter);
}
