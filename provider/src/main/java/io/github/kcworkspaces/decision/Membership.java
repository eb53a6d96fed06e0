package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a subject stands in one workspace, as loaded by one statement.
 *
 * @param workspaceVersion version of the workspace row
 * @param realmEnabled whether the realm is enabled, in Keycloak and for workspaces
 * @param workspaceActive whether the workspace is active (and its organization, if it has one, enabled)
 * @param organization the Keycloak organization the workspace belongs to; null for none
 * @param catalogueRevision revision of the realm's resource types
 * @param roles live roles held directly or through a group; empty unless the standing is ACTIVE
 * @param mfa of whom a second factor is demanded there, by the workspace or the realm
 * @param sharing false when nothing of the workspace was ever shared, nor anything with it: then nobody looks for shares
 */
public record Membership(
        WorkspaceId workspace,
        String alias,
        long workspaceVersion,
        boolean realmEnabled,
        boolean workspaceActive,
        @Nullable String organization,
        long catalogueRevision,
        Standing standing,
        List<RoleReference> roles,
        MfaRequiredFor mfa,
        boolean sharing) {

    /** Whether the subject belongs to the workspace. */
    public enum Standing {
        NONE,
        SUSPENDED,
        ACTIVE
    }

    public Membership {
        roles = List.copyOf(roles);
    }

    /** A membership in a workspace of which there may be shares, and that demands no second factor. */
    public Membership(
            WorkspaceId workspace,
            String alias,
            long workspaceVersion,
            boolean realmEnabled,
            boolean workspaceActive,
            @Nullable String organization,
            long catalogueRevision,
            Standing standing,
            List<RoleReference> roles) {
        this(
                workspace,
                alias,
                workspaceVersion,
                realmEnabled,
                workspaceActive,
                organization,
                catalogueRevision,
                standing,
                roles,
                MfaRequiredFor.NONE,
                true);
    }

    /** The same workspace, for somebody who stands otherwise. */
    public Membership as(Standing other, List<RoleReference> held) {
        return new Membership(
                workspace,
                alias,
                workspaceVersion,
                realmEnabled,
                workspaceActive,
                organization,
                catalogueRevision,
                other,
                held,
                mfa,
                sharing);
    }

    /** Whether a token or a request of the subject in this workspace needs a session with a second factor. */
    public boolean demandsSecondFactor(SubjectFacts subject) {
        return mfa.demandedOf(subject.accountAdmin());
    }
}
