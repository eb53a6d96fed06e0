package io.github.kcworkspaces.settings;

/**
 * How a realm invites people.
 *
 * @param lifespanHours how long an invitation can be accepted, unless it says otherwise
 * @param bypass whether access may be given without acceptance (rule I5)
 * @param reminderHours how long before its end people are reminded of an invitation; 0 for not at all
 */
public record InvitationSettings(int lifespanHours, boolean bypass, int reminderHours) {

    public static final InvitationSettings INITIAL = new InvitationSettings(72, false, 0);
}
