package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** Settings of a realm. */
@Entity(name = "KcwSettings")
@Table(name = "KCW_SETTINGS")
public class SettingsEntity {

    @Id
    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "ENABLED", nullable = false)
    boolean enabled;

    @Column(name = "ACCOUNT_OWNER_ID", length = 255)
    @Nullable
    String accountOwnerId;

    @Column(name = "DEFAULT_WORKSPACE_ID", length = 36)
    @Nullable
    String defaultWorkspaceId;

    @Column(name = "WORKSPACE_CREATION", nullable = false, length = 16)
    String workspaceCreation;

    @Column(name = "GATE", nullable = false, length = 16)
    String gate;

    @Column(name = "CLAIM_BUDGET_BYTES", nullable = false)
    int claimBudgetBytes;

    @Column(name = "SUBJECT_ATTRIBUTES", nullable = false, length = Length.LONG32)
    String subjectAttributes;

    @Column(name = "MFA_REQUIRED_FOR", nullable = false, length = 16)
    String mfaRequiredFor;

    @Column(name = "MFA_LEVEL", nullable = false)
    int mfaLevel;

    @Column(name = "INVITATION_HOURS", nullable = false)
    int invitationHours;

    @Column(name = "BYPASS_INVITATIONS", nullable = false)
    boolean bypassInvitations;

    @Column(name = "REMINDER_HOURS", nullable = false)
    int reminderHours;

    @Column(name = "CATALOGUE_REVISION", nullable = false)
    long catalogueRevision;

    @Column(name = "VERSION", nullable = false)
    long version;
}
