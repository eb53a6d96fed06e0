package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a realm uses workspaces.
 *
 * @param accountOwner id of a user; null until named
 * @param defaultWorkspace id; null before the realm was first enabled
 * @param workspaceCreation {@code admins} or {@code members}
 * @param gate {@code strict} (a child is not granted before its parent) or {@code auto} (its parent is granted with it)
 * @param claimBudgetBytes bytes that our claims may take in a token
 * @param subjectAttributes user attributes that conditions may look at
 * @param mfaRequiredFor {@code none}, {@code account-admins} or {@code everyone}: whose sessions need a second factor, in whatever
 *     workspace
 * @param firstLogin what people are given at their first login, once for each user
 * @param sinkAllowList internal collectors that sinks may reach, as {@code host:port}
 * @param retention how long the audit trail is kept
 * @param anomalyDetection whether the trail is looked through for what may be an attack
 * @param mfaLevel the level of authentication (LoA) that a second factor reaches; 2 unless changed
 * @param invitationLifespanHours how long an invitation can be accepted, unless it says otherwise; 72 unless changed
 * @param bypassInvitations whether access may be given without acceptance
 * @param invitationReminderHours how long before its end people are reminded of an invitation; 0 for not at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsRepresentation(
        boolean enabled,
        @Nullable String accountOwner,
        @Nullable String defaultWorkspace,
        String workspaceCreation,
        String gate,
        int claimBudgetBytes,
        List<String> subjectAttributes,
        String mfaRequiredFor,
        int mfaLevel,
        int invitationLifespanHours,
        boolean bypassInvitations,
        int invitationReminderHours,
        List<FirstLoginRepresentation> firstLogin,
        List<String> sinkAllowList,
        RetentionRepresentation retention,
        boolean anomalyDetection,
        long version) {}
