package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/** The rules of who may call at all. */
public final class AccessRules {

    private AccessRules() {}

    /** The request carries no token that is good here. It does not say why: that would help only whoever guesses. */
    public static Problem unauthenticated() {
        return new Problem(ProblemCode.UNAUTHENTICATED, "a valid access token for the audience workspaces is required");
    }

    /**
     * Whoever calls is asked for a second factor, and his session had none (RFC 9470).
     *
     * @param acr what an authorization request says in {@code acr_values} to be asked for one
     */
    static Problem secondFactorRequired(String acr) {
        return new Problem(
                ProblemCode.INSUFFICIENT_USER_AUTHENTICATION,
                "this needs a session with a second factor",
                List.of(),
                Map.of("acr_values", acr));
    }

    /** The caller may see what he asked about, but not do this with it. */
    static Problem denied(Operation operation) {
        return new Problem(ProblemCode.ACCESS_DENIED, "you may not do this: " + operation);
    }

    /** The same as {@link #denied(Operation)}, for what depends on more than the operation. */
    public static Problem denied() {
        return new Problem(ProblemCode.ACCESS_DENIED, "you may not do this");
    }
}
