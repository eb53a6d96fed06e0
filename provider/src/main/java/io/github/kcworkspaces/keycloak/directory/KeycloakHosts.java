package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.job.Hosts;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.Starter;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Starters of jobs as Keycloak and the workspaces know them now, and as far as their tokens went then. */
public final class KeycloakHosts implements Hosts {

    /** Attribute of a session that works for somebody who is not there: the address of the server as he reached it. */
    public static final String SITE = "kcworkspaces.site";

    private static final String INVITE = "invite";
    private static final String BYPASS_INVITE = "bypass-invite";

    private final KeycloakSession session;
    private final Realms realms;
    private final SettingsStore settings;
    private final WorkspaceService workspaces;
    private final DecisionService decisions;

    public KeycloakHosts(
            KeycloakSession session, SettingsStore settings, WorkspaceService workspaces, DecisionService decisions) {
        this.session = session;
        this.realms = new Realms(session);
        this.settings = settings;
        this.workspaces = workspaces;
        this.decisions = decisions;
    }

    @Override
    public Map<String, Invite.Host> of(Job job, Collection<String> references) {
        Starter starter = job.starter();
        UserId id = starter.actor().id();
        RealmModel target =
                realms.find(job.realm()).filter(RealmModel::isEnabled).orElse(null);
        boolean enabled =
                settings.find(job.realm()).filter(RealmSettings::enabled).isPresent();
        if (id == null || target == null || !enabled) {
            return Map.of();
        }
        session.setAttribute(SITE, starter.site());
        boolean atHome = starter.realm().equals(target.getId());
        SubjectFacts subject = atHome
                ? decisions
                        .subject(job.realm(), id)
                        .filter(SubjectFacts::enabled)
                        .orElse(null)
                : null;
        if (starter.unlimited() && isUnlimited(starter, id, target, subject)) {
            return byReference(
                    references,
                    workspaces.named(job.realm(), null, references),
                    workspace -> Optional.of(new Invite.Host(
                            workspace, Caller.unlimited(starter.actor()), starter.realm(), true, true, true)));
        }
        return subject == null ? Map.of() : ofMember(job, references, target, subject.asOrdinary());
    }

    private Map<String, Invite.Host> ofMember(
            Job job, Collection<String> references, RealmModel target, SubjectFacts subject) {
        RealmId realm = job.realm();
        Starter starter = job.starter();
        List<Workspace> visible = workspaces.named(realm, subject.subject(), references);
        Map<WorkspaceId, Membership> memberships =
                decisions.memberships(realm, visible.stream().map(Workspace::id).toList(), subject);
        Map<WorkspaceId, Holdings> holdings = decisions.holdings(realm, memberships.values());
        boolean managesUsers = starter.managesUsers()
                && has(
                        realms.user(target, subject.id().value()).orElse(null),
                        target.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID),
                        AdminRoles.MANAGE_USERS);
        return byReference(references, visible, workspace -> {
            Membership membership = memberships.get(workspace.id());
            Holdings held = holdings.get(workspace.id());
            if (membership == null
                    || held == null
                    || membership.standing() != Membership.Standing.ACTIVE
                    || !membership.workspaceActive()) {
                return Optional.empty();
            }
            return Optional.of(new Invite.Host(
                    workspace,
                    new Caller(starter.actor(), held),
                    starter.realm(),
                    decisions.holds(realm, subject, membership, held, INVITE),
                    decisions.holds(realm, subject, membership, held, BYPASS_INVITE),
                    managesUsers));
        });
    }

    /** How one stands in a workspace. */
    @FunctionalInterface
    private interface Standing {
        Optional<Invite.Host> in(Workspace workspace);
    }

    private static Map<String, Invite.Host> byReference(
            Collection<String> references, List<Workspace> found, Standing standing) {
        Map<String, Invite.Host> hosts = new HashMap<>();
        for (Workspace workspace : found) {
            standing.in(workspace).ifPresent(host -> {
                hosts.put(workspace.id().value(), host);
                hosts.put(workspace.alias(), host);
            });
        }
        hosts.keySet().retainAll(references);
        return hosts;
    }

    private boolean isUnlimited(Starter starter, UserId id, RealmModel target, @Nullable SubjectFacts subject) {
        if (starter.realm().equals(target.getId())) {
            return subject != null
                    && (subject.accountAdmin()
                            || has(
                                    realms.user(target, id.value()).orElse(null),
                                    target.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID),
                                    AdminRoles.MANAGE_REALM));
        }
        RealmModel own = session.realms().getRealm(starter.realm());
        UserModel user = own == null ? null : session.users().getUserById(own, id.value());
        return has(user, target.getMasterAdminClient(), AdminRoles.MANAGE_REALM);
    }

    private static boolean has(@Nullable UserModel user, @Nullable ClientModel client, String name) {
        RoleModel role = client == null ? null : client.getRole(name);
        return user != null && user.isEnabled() && role != null && user.hasRole(role);
    }
}
