package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.settings.RealmSettings.WorkspaceCreation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a realm's settings; what is null keeps its value.
 *
 * @param accountOwner can be changed, but not removed
 * @param expectedVersion version the caller has read; null when the last write shall win
 */
public record SettingsChange(
        @Nullable Boolean enabled,
        @Nullable UserId accountOwner,
        @Nullable WorkspaceCreation workspaceCreation,
        @Nullable Gate gate,
        @Nullable Integer claimBudgetBytes,
        @Nullable List<String> subjectAttributes,
        @Nullable MfaRequiredFor mfaRequiredFor,
        @Nullable Integer mfaLevel,
        @Nullable Integer invitationLifespanHours,
        @Nullable Boolean bypassInvitations,
        @Nullable Integer invitationReminderHours,
        @Nullable Long expectedVersion) {

    /** A change that leaves second factors and invitations as they are. */
    public SettingsChange(
            @Nullable Boolean enabled,
            @Nullable UserId accountOwner,
            @Nullable WorkspaceCreation workspaceCreation,
            @Nullable Gate gate,
            @Nullable Integer claimBudgetBytes,
            @Nullable List<String> subjectAttributes,
            @Nullable Long expectedVersion) {
        this(
                enabled,
                accountOwner,
                workspaceCreation,
                gate,
                claimBudgetBytes,
                subjectAttributes,
                null,
                null,
                null,
                null,
                null,
                expectedVersion);
    }

    /** Another way to invite people, and nothing else. */
    public static SettingsChange ofInvitations(
            @Nullable Integer lifespanHours, @Nullable Boolean bypass, @Nullable Integer reminderHours) {
        return new SettingsChange(
                null, null, null, null, null, null, null, null, lifespanHours, bypass, reminderHours, null);
    }

    public static SettingsChange enable() {
        return new SettingsChange(true, null, null, null, null, null, null);
    }
}
