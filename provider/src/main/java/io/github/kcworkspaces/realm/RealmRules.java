package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;

/** The rules of the realm's account. */
public final class RealmRules {

    private RealmRules() {}

    /** M2: without an account admin nobody could manage the workspaces any more. */
    public static void lastAdminStays(boolean admin, boolean others) {
        if (admin && !others) {
            throw new Problem(
                    ProblemCode.LAST_ADMIN, "the last account admin of the realm cannot be demoted or deleted");
        }
    }

    static Problem unknownUser() {
        return new Problem(ProblemCode.UNKNOWN_USER, "the realm has no such enabled user");
    }

    static Problem userNotFound() {
        return new Problem(ProblemCode.USER_NOT_FOUND, "the realm has no such user");
    }
}
