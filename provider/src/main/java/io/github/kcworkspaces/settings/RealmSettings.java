package io.github.kcworkspaces.settings;

import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a realm uses workspaces. The row exists from the first enabling on and stays when the realm is disabled again.
 *
 * @param enabled while false, nothing of the product works in the realm (rule W9); data stays
 * @param accountOwner the one user who owns the realm's account and is member of every workspace (W4); null until named
 * @param defaultWorkspace null only before the realm was first enabled
 * @param workspaceCreation who creates workspaces (W8)
 * @param gate what happens when a child is granted without its parent (P3)
 * @param claimBudgetBytes how many bytes the product's claims may take in a token
 * @param subjectAttributes user attributes that conditions may look at
 * @param mfaRequiredFor of whom the realm demands a second factor, whatever the workspace says
 * @param mfaLevel the level of authentication that a second factor reaches
 * @param invitations how people are invited
 * @param catalogueRevision changes with every change of a resource type; compare for equality only
 */
public record RealmSettings(
        RealmId realm,
        boolean enabled,
        @Nullable UserId accountOwner,
        @Nullable WorkspaceId defaultWorkspace,
        WorkspaceCreation workspaceCreation,
        Gate gate,
        int claimBudgetBytes,
        List<String> subjectAttributes,
        MfaRequiredFor mfaRequiredFor,
        int mfaLevel,
        InvitationSettings invitations,
        long catalogueRevision,
        long version) {

    public static final int DEFAULT_CLAIM_BUDGET_BYTES = 2_048;
    public static final int DEFAULT_MFA_LEVEL = 2;

    /** Who may create workspaces. */
    public enum WorkspaceCreation {
        ADMINS,
        MEMBERS
    }

    /** What happens when a child is granted to a role that does not grant its parent (P3). */
    public enum Gate {
        /** It is refused. */
        STRICT,
        /** The parent is granted with it, and withdrawn with its last child. */
        AUTO
    }

    public RealmSettings {
        subjectAttributes = List.copyOf(subjectAttributes);
    }

    /** Settings of a realm that was never enabled. */
    public static RealmSettings initial(RealmId realm) {
        return new RealmSettings(
                realm,
                false,
                null,
                null,
                WorkspaceCreation.ADMINS,
                Gate.STRICT,
                DEFAULT_CLAIM_BUDGET_BYTES,
                List.of(),
                MfaRequiredFor.NONE,
                DEFAULT_MFA_LEVEL,
                InvitationSettings.INITIAL,
                0,
                0);
    }

    public RealmSettings withEnabled(boolean other) {
        return new RealmSettings(
                realm,
                other,
                accountOwner,
                defaultWorkspace,
                workspaceCreation,
                gate,
                claimBudgetBytes,
                subjectAttributes,
                mfaRequiredFor,
                mfaLevel,
                invitations,
                catalogueRevision,
                version);
    }

    public RealmSettings withAccountOwner(@Nullable UserId owner) {
        return new RealmSettings(
                realm,
                enabled,
                owner,
                defaultWorkspace,
                workspaceCreation,
                gate,
                claimBudgetBytes,
                subjectAttributes,
                mfaRequiredFor,
                mfaLevel,
                invitations,
                catalogueRevision,
                version);
    }

    public RealmSettings withDefaultWorkspace(WorkspaceId workspace) {
        return new RealmSettings(
                realm,
                enabled,
                accountOwner,
                workspace,
                workspaceCreation,
                gate,
                claimBudgetBytes,
                subjectAttributes,
                mfaRequiredFor,
                mfaLevel,
                invitations,
                catalogueRevision,
                version);
    }
}
