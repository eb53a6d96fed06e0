package io.github.kcworkspaces.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about refusals: by code, never by text. */
public final class Refusals {

    private Refusals() {}

    /** Asserts that the call is refused with this code, and gives the refusal for a closer look. */
    public static Problem refused(ProblemCode code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("refusal").isInstanceOf(Problem.class);
        assertThat(((Problem) thrown).code()).isEqualTo(code);
        return (Problem) thrown;
    }
}
