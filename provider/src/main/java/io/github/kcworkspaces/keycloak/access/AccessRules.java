package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;

/** The rules of who may call at all. */
public final class AccessRules {

    private AccessRules() {}

    /** The request carries no token that is good here. It does not say why: that would help only whoever guesses. */
    public static Problem unauthenticated() {
        return new Problem(ProblemCode.UNAUTHENTICATED, "a valid access token for the audience workspaces is required");
    }
}
