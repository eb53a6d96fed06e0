package io.github.kcworkspaces.settings;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.Optional;

/** What settings may be. */
public final class SettingsRules {

    /** No realm has a smaller claim budget. */
    public static final int SMALLEST_BUDGET = 256;

    private static final int LARGEST_BUDGET = 16_384;
    private static final int MOST_ATTRIBUTES = 50;
    private static final int HIGHEST_LEVEL = 100;
    private static final int LONGEST_LIFESPAN_HOURS = 24 * 365;

    private SettingsRules() {}

    /** W9: a realm that is not enabled has nothing of the product but its settings. */
    public static RealmSettings realmIsEnabled(Optional<RealmSettings> settings) {
        return settings.filter(RealmSettings::enabled)
                .orElseThrow(
                        () -> new Problem(ProblemCode.REALM_NOT_ENABLED, "this realm is not enabled for workspaces"));
    }

    public static void valuesAreValid(RealmSettings settings) {
        TextRules rules = new TextRules()
                .check(
                        settings.claimBudgetBytes() >= SMALLEST_BUDGET && settings.claimBudgetBytes() <= LARGEST_BUDGET,
                        "claimBudgetBytes",
                        "must be between " + SMALLEST_BUDGET + " and " + LARGEST_BUDGET)
                .check(
                        settings.subjectAttributes().size() <= MOST_ATTRIBUTES,
                        "subjectAttributes",
                        "has more than " + MOST_ATTRIBUTES + " entries")
                .check(
                        settings.mfaLevel() >= 1 && settings.mfaLevel() <= HIGHEST_LEVEL,
                        "mfaLevel",
                        "must be between 1 and " + HIGHEST_LEVEL)
                .check(
                        settings.invitations().lifespanHours() >= 1
                                && settings.invitations().lifespanHours() <= LONGEST_LIFESPAN_HOURS,
                        "invitationLifespanHours",
                        "must be between 1 and " + LONGEST_LIFESPAN_HOURS)
                .check(
                        settings.invitations().reminderHours() >= 0
                                && settings.invitations().reminderHours() <= LONGEST_LIFESPAN_HOURS,
                        "invitationReminderHours",
                        "must be between 0 and " + LONGEST_LIFESPAN_HOURS);
        for (int index = 0; index < settings.subjectAttributes().size(); index++) {
            rules.required(
                    "subjectAttributes[" + index + "]",
                    settings.subjectAttributes().get(index),
                    255);
        }
        rules.enforce();
    }

    /** P6: an attribute that users may edit themselves would let them grant themselves access. */
    public static void attributeIsNotUserEditable(String attribute, boolean userEditable) {
        new TextRules()
                .check(!userEditable, "subjectAttributes", "'" + attribute + "' may be edited by the users themselves")
                .enforce();
    }
}
