package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link Invite}, or in a dry run would become of it.
 *
 * @param invitation as it is stored, or would be; null if refused
 * @param refusal null unless refused
 */
public record Verdict(
        Outcome outcome,
        @Nullable Invitation invitation,
        @Nullable Problem refusal) {

    /** What became of it. */
    public enum Outcome {
        /** Invited. */
        INVITED,
        /** There was a pending one, which now says this and is sent again (rule I1). */
        RENEWED,
        /** Has access now; the account was there. */
        BYPASSED,
        /** Has access now, with an account that was made for it. */
        CREATED,
        REFUSED
    }

    static Verdict refused(Problem refusal) {
        return new Verdict(Outcome.REFUSED, null, refusal);
    }
}
