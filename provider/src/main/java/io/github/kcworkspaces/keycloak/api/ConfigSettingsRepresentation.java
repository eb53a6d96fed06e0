package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings in a declarative file.
 *
 * @param accountOwner username
 * @param mfaRequiredFor {@code none}, {@code account-admins} or {@code everyone}: whose sessions need a second factor, in whatever
 *     workspace
 * @param mfaLevel the level of authentication (LoA) that a second factor reaches; 2 unless changed
 * @param invitationLifespanHours how long an invitation can be accepted, unless it says otherwise; 72 unless changed
 * @param bypassInvitations whether access may be given without acceptance
 * @param invitationReminderHours how long before its end people are reminded of an invitation; 0 for not at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigSettingsRepresentation(
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
        @Nullable Integer invitationReminderHours) {}
