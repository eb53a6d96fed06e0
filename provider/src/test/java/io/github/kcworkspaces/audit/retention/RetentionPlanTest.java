package io.github.kcworkspaces.audit.retention;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Gap;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.retention.RetentionStore.Leaving;
import io.github.kcworkspaces.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

    private static final long NOW = Duration.ofDays(1_000).toMillis();

    @Test
    void eachClassHasDaysOfItsOwnAndZeroMeansForEver() {
        RetentionPolicy policy = new RetentionPolicy(0, 30, 1, false);
        assertThat(policy.before(TrailClass.ACTIVITY, NOW)).isEqualTo(Long.MIN_VALUE);
        assertThat(policy.before(TrailClass.LOGIN, NOW))
                .isEqualTo(Duration.ofDays(970).toMillis());
        assertThat(policy.before(TrailClass.KEYCLOAK, NOW))
                .isEqualTo(Duration.ofDays(999).toMillis());
    }

    @Test
    void neighboursLeaveOneGapAndWhatStaysBetweenThemParts() {
        assertThat(Retention.gaps(List.of(row(3), row(4), row(5), row(7), row(9), row(10))))
                .containsExactly(
                        new Gap(3, 5, "hash 2", "hash 5"),
                        new Gap(7, 7, "hash 6", "hash 7"),
                        new Gap(9, 10, "hash 8", "hash 10"));
        assertThat(Retention.gaps(List.of())).isEmpty();
    }

    @Test
    void daysThatAreNegativeOrHugeAreRefusedAndSoIsAnArchiveWithoutAPlace() {
        for (RetentionPolicy wrong : List.of(
                new RetentionPolicy(-1, 0, 0, false),
                new RetentionPolicy(0, Integer.MAX_VALUE, 0, false),
                new RetentionPolicy(0, 0, RetentionRules.MOST_DAYS + 1, false),
                new RetentionPolicy(1, 1, 1, true))) {
            refused(ProblemCode.INVALID_REQUEST, () -> RetentionRules.policyIsValid(wrong, false));
        }
        RetentionRules.policyIsValid(new RetentionPolicy(0, RetentionRules.MOST_DAYS, 1, true), true);
    }

    @Test
    void aHoldSaysWhatItIsAboutAndWhy() {
        assertThat(RetentionRules.holdIsValid(Hold.Kind.REALM, null, "case 7")).isEqualTo(Hold.Kind.REALM);
        refused(ProblemCode.INVALID_REQUEST, () -> RetentionRules.holdIsValid(null, null, "case 7"));
        refused(ProblemCode.INVALID_REQUEST, () -> RetentionRules.holdIsValid(Hold.Kind.REALM, "w1", "case 7"));
        refused(ProblemCode.INVALID_REQUEST, () -> RetentionRules.holdIsValid(Hold.Kind.PERSON, null, "case 7"));
        refused(ProblemCode.INVALID_REQUEST, () -> RetentionRules.holdIsValid(Hold.Kind.WORKSPACE, "w1", " "));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> RetentionRules.holdIsValid(Hold.Kind.WORKSPACE, "w1", "x".repeat(1_001)));
        refused(ProblemCode.HOLD_NOT_FOUND, () -> RetentionRules.holds(Optional.empty()));
    }

    private static Leaving row(long seq) {
        return new Leaving("row " + seq, seq, "hash " + (seq - 1), "hash " + seq);
    }
}
