package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What retention and holds may be. */
public final class RetentionRules {

    /** A hundred years: more is meant as 0. */
    static final int MOST_DAYS = 36_500;

    private static final int MOST_HOLDS = 1_000;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_SUBJECT = 255;

    private RetentionRules() {}

    static void policyIsValid(RetentionPolicy policy, boolean archiveIsAvailable) {
        TextRules rules = new TextRules();
        days(rules, "retention.activityDays", policy.activityDays());
        days(rules, "retention.loginDays", policy.loginDays());
        days(rules, "retention.keycloakDays", policy.keycloakDays());
        rules.check(
                        !policy.archive() || archiveIsAvailable,
                        "retention.archive",
                        "is not possible: the server has no directory for archives")
                .enforce();
    }

    /** A hold names what it is about, and why. */
    static Hold.Kind holdIsValid(Hold.@Nullable Kind kind, @Nullable String subject, @Nullable String reason) {
        TextRules rules = new TextRules().check(kind != null, "kind", "is required");
        if (kind == Hold.Kind.REALM) {
            rules.check(subject == null, "subject", "is not for a hold of the whole realm");
        } else if (kind != null) {
            rules.required("subject", subject, LONGEST_SUBJECT);
        }
        if (reason == null || reason.isBlank()) {
            rules.violation("reason", "is required");
        }
        rules.prose("reason", reason, LONGEST_REASON).enforce();
        return kind == null ? Hold.Kind.REALM : kind;
    }

    static void thereIsRoom(int holds) {
        new TextRules()
                .check(holds < MOST_HOLDS, "kind", "is one too many: the realm has " + MOST_HOLDS + " holds")
                .enforce();
    }

    /** One that is lifted can't be lifted again. */
    static Hold holds(Optional<Hold> hold) {
        return hold.filter(found -> found.liftedAt() == null)
                .orElseThrow(() -> new Problem(ProblemCode.HOLD_NOT_FOUND, "there is no such hold"));
    }

    private static void days(TextRules rules, String field, int days) {
        rules.check(days >= 0 && days <= MOST_DAYS, field, "must be between 0 (for ever) and " + MOST_DAYS);
    }
}
