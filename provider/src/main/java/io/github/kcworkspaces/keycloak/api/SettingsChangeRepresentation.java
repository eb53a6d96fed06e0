package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of the settings; what is null keeps its value.
 *
 * @param accountOwner id of a user; can be changed, but not removed
 * @param workspaceCreation {@code admins} or {@code members}
 * @param gate {@code strict} (a child is not granted before its parent) or {@code auto} (its parent is granted with it)
 * @param mfaRequiredFor {@code none}, {@code account-admins} or {@code everyone}: whose sessions need a second factor, in whatever
 *     workspace
 * @param firstLogin what people are given at their first login; replaces what was set
 * @param sinkAllowList internal collectors that sinks may reach, as {@code host:port}; only who manages the realm itself in
 *     Keycloak changes them
 * @param retention how long the audit trail is kept
 * @param anomalyDetection whether the trail is looked through for what may be an attack
 * @param mfaLevel the level of authentication (LoA) that a second factor reaches; 2 unless changed
 * @param invitationLifespanHours how long an invitation can be accepted, unless it says otherwise; 72 unless changed
 * @param bypassInvitations whether access may be given without acceptance
 * @param invitationReminderHours how long before its end people are reminded of an invitation; 0 for not at all
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsChangeRepresentation(
        @Nullable Boolean enabled,
        @Nullable String accountOwner,
        @Nullable String workspaceCreation,
        @Nullable String gate,
        @Nullable Integer claimBudgetBytes,
        @Nullable List<String> subjectAttributes,
        @Nullable String mfaRequiredFor,
        @Nullable Integer mfaLevel,
        @Nullable Integer invitationLifespanHours,
        @Nullable Boolean bypassInvitations,
        @Nullable Integer invitationReminderHours,
        @Nullable List<FirstLoginRepresentation> firstLogin,
        @Nullable List<String> sinkAllowList,
        @Nullable RetentionRepresentation retention,
        @Nullable Boolean anomalyDetection,
        @Nullable Long version) {

    /** The change that enables a realm and leaves everything else as it is. */
    public static SettingsChangeRepresentation enabling() {
        return new SettingsChangeRepresentation(
                true, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
