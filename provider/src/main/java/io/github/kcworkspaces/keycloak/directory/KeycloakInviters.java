package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Inviters;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Inviters as Keycloak and the workspace know them now; like callers, but without a token that could narrow what they may. */
public final class KeycloakInviters implements Inviters {

    private static final String INVITE = "invite";

    private final KeycloakSession session;
    private final Realms realms;
    private final DecisionService decisions;

    public KeycloakInviters(KeycloakSession session, DecisionService decisions) {
        this.session = session;
        this.realms = new Realms(session);
        this.decisions = decisions;
    }

    @Override
    public Optional<Holdings> holdings(Workspace workspace, Invitation.Inviter inviter) {
        UserId id = inviter.id();
        RealmModel target = realms.find(workspace.realm()).orElse(null);
        if (id == null || target == null) {
            return Optional.empty();
        }
        if (!inviter.realm().equals(target.getId())) {
            RealmModel own = session.realms().getRealm(inviter.realm());
            UserModel user = own == null ? null : session.users().getUserById(own, id.value());
            return managesRealm(user, target.getMasterAdminClient())
                    ? Optional.of(Holdings.EVERYTHING)
                    : Optional.empty();
        }
        if (managesRealm(
                realms.user(target, id.value()).orElse(null),
                target.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID))) {
            return Optional.of(Holdings.EVERYTHING);
        }
        return decisions
                .subject(workspace.realm(), id)
                .filter(SubjectFacts::enabled)
                .flatMap(subject -> holdings(workspace, subject));
    }

    private Optional<Holdings> holdings(Workspace workspace, SubjectFacts subject) {
        if (subject.accountAdmin()) {
            return Optional.of(Holdings.EVERYTHING);
        }
        RealmId realm = workspace.realm();
        Optional<Membership> membership = decisions
                .membership(realm, workspace.id().value(), subject)
                .filter(found -> found.standing() == Membership.Standing.ACTIVE && found.workspaceActive());
        return membership.flatMap(found -> {
            Holdings holdings = decisions.holdings(realm, found);
            return decisions.holds(realm, subject, found, holdings, INVITE) ? Optional.of(holdings) : Optional.empty();
        });
    }

    private static boolean managesRealm(@Nullable UserModel user, @Nullable ClientModel management) {
        RoleModel role = management == null ? null : management.getRole(AdminRoles.MANAGE_REALM);
        return user != null && user.isEnabled() && role != null && user.hasRole(role);
    }
}
