package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that the caller may see and do what he asked for in.
 *
 * @param caller with what he holds there
 * @param own how the caller himself belongs to it; null when he is not an active member
 */
public record Entered(
        Workspace workspace, Caller caller, @Nullable Own own) {

    /** The caller as the decision core sees him. */
    public record Own(SubjectFacts subject, Membership membership) {}
}
