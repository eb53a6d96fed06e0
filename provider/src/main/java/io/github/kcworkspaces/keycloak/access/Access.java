package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.access.Operation.Need;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsRules;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What one authenticated caller may do in one request. Asks in this order, so that nobody learns more than he may: is the
 * realm enabled, is the workspace visible (404), is the operation allowed (403).
 */
public final class Access {

    private final RealmModel realm;
    private final RealmId realmId;
    private final RbacProvider rbac;
    private final Identity identity;
    private final KeycloakSession session;
    private final Denials denials;
    private final boolean unlimited;
    private final boolean readsAll;
    private final boolean keycloaksAdmin;
    private final boolean managesRealm;
    private final BooleanSupplier viewsUsers;
    private final BooleanSupplier managesUsers;
    private @Nullable Actor actor;
    private @Nullable Operation asked;

    /** What an application asked for: refusing it is not recorded, since it may do so a thousand times a second. */
    private @Nullable Operation ofApplication;

    private @Nullable Workspace entered;

    /** What Keycloak lets an administrator do; about users only when it matters. */
    private record Rights(
            boolean managesRealm, boolean viewsRealm, BooleanSupplier managesUsers, BooleanSupplier viewsUsers) {}

    private Access(KeycloakSession session, RealmModel realm, Identity identity, Rights rights) {
        this.realm = realm;
        this.realmId = new RealmId(realm.getId());
        this.rbac = session.getProvider(RbacProvider.class);
        this.identity = identity;
        this.session = session;
        this.denials = new Denials(session);
        this.keycloaksAdmin = rights.managesRealm() || rights.viewsRealm();
        this.managesRealm = rights.managesRealm();
        this.unlimited = rights.managesRealm() || identity.accountAdmin();
        this.readsAll = unlimited || rights.viewsRealm() || identity.hasClientRole("view");
        this.viewsUsers = rights.viewsUsers();
        this.managesUsers = rights.managesUsers();
    }

    /** @throws Problem {@code UNAUTHENTICATED} */
    public static Access ofBearer(KeycloakSession session) {
        Identity identity = BearerAuthentication.authenticate(session);
        return new Access(
                session,
                session.getContext().getRealm(),
                identity,
                new Rights(
                        false,
                        false,
                        () -> identity.hasRoleOf(Constants.REALM_MANAGEMENT_CLIENT_ID, AdminRoles.MANAGE_USERS),
                        () -> false));
    }

    /** @param permissions of whom Keycloak's admin REST API has authenticated */
    public static Access ofAdmin(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions) {
        return new Access(
                session,
                realm,
                AdminIdentity.of(session, realm, permissions),
                new Rights(
                        permissions.realm().canManageRealm(),
                        permissions.realm().canViewRealm(),
                        () -> permissions.users().canManage(),
                        () -> permissions.users().canView()));
    }

    /** The operation that was asked for last; null if none was. */
    public @Nullable Operation asked() {
        return asked == null ? ofApplication : asked;
    }

    public RealmId realm() {
        return realmId;
    }

    public Identity identity() {
        return identity;
    }

    /** The caller as the trail names him; worked out when first asked for, as most requests change nothing. */
    public Actor actor() {
        Actor known = actor;
        if (known == null) {
            known = identity.actor(session);
            actor = known;
        }
        return known;
    }

    /** Whether Keycloak itself lets the caller manage all users of the realm. */
    public boolean managesUsers() {
        return managesUsers.getAsBoolean();
    }

    /** Whether the caller may delete and disable accounts: not everybody who manages the realm may. */
    public boolean managesAccounts() {
        return identity.accountAdmin() || managesUsers.getAsBoolean();
    }

    /** Whether nothing in the realm is denied to the caller. */
    public boolean mayEverything() {
        return unlimited;
    }

    /** Whether the caller may create accounts. */
    public boolean mayManageUsers() {
        return unlimited || managesUsers.getAsBoolean();
    }

    public boolean readsAll() {
        return readsAll;
    }

    /**
     * The caller as a user of the realm at hand; empty for an admin of the master realm. Through a client whose tokens do not
     * carry the right, an account admin is a user like any other.
     */
    public Optional<SubjectFacts> subject() {
        return identity.sameRealm(realm)
                ? rbac.decisions()
                        .subject(realmId, new UserId(identity.user().getId()))
                        .map(this::withinToken)
                : Optional.empty();
    }

    private SubjectFacts withinToken(SubjectFacts facts) {
        return new SubjectFacts(
                facts.id(),
                facts.username(),
                facts.email(),
                facts.enabled(),
                facts.accountAdmin() && unlimited,
                facts.groups(),
                facts.attributes());
    }

    /**
     * Requires an operation on the settings, which are there also while the realm is not enabled.
     *
     * @throws Problem {@code ACCESS_DENIED}
     */
    public Caller requireOnSettings(Operation operation) {
        asked = operation;
        if (identity.accountAdmin()) {
            requireSecondFactor(rbac.realms().settings(realmId), false);
        }
        if (!allowed(operation)) {
            throw AccessRules.denied(operation);
        }
        return Caller.unlimited(actor());
    }

    /**
     * Requires that the caller manages the realm itself, in Keycloak: for what opens the networks around the server.
     *
     * @throws Problem {@code ACCESS_DENIED}
     */
    public void requireRealmManagement() {
        if (!managesRealm) {
            throw AccessRules.denied();
        }
    }

    /**
     * Requires an operation on the realm as a whole.
     *
     * @return the caller; without limits, because what is on this level is not restricted by what one holds
     * @throws Problem {@code REALM_NOT_ENABLED}, {@code ACCESS_DENIED}
     */
    public Caller require(Operation operation) {
        asked = operation;
        RealmSettings settings = rbac.realms().requireEnabled(realmId);
        if (!operation.opensBy(Need.ANY_SESSION)) {
            requireSecondFactor(settings, false);
        }
        boolean openCreation = operation.opensBy(Need.OPEN_CREATION)
                && settings.workspaceCreation() == RealmSettings.WorkspaceCreation.MEMBERS;
        if (!allowed(operation) && !((openCreation || operation.opensBy(Need.MEMBERSHIP)) && member())) {
            throw AccessRules.denied(operation);
        }
        return unlimited ? Caller.unlimited(actor()) : new Caller(actor(), Holdings.NOTHING);
    }

    /**
     * Requires the client role for decisions. Reads neither settings nor trail: whether the realm is enabled comes with the
     * membership of the one who is asked about. A realm that never was has no client to hold the role of.
     *
     * @throws Problem {@code REALM_NOT_ENABLED}, {@code ACCESS_DENIED}
     */
    public void requireEvaluation() {
        requireOfApplication(Operation.EVALUATE, "evaluate");
    }

    /** The same for searches. */
    public void requireSearch() {
        requireOfApplication(Operation.SEARCH, "search");
    }

    private void requireOfApplication(Operation operation, String role) {
        ofApplication = operation;
        if (!identity.serviceAccount()) {
            requireSecondFactor(rbac.realms().settings(realmId), false);
        }
        if (identity.hasClientRole(role)) {
            return;
        }
        if (realm.getClientByClientId(Identity.CLIENT) == null) {
            SettingsRules.realmIsEnabled(Optional.empty());
        }
        if (!allowed(operation)) {
            throw AccessRules.denied(operation);
        }
    }

    /**
     * Requires an operation in a workspace.
     *
     * @param reference id or alias
     * @throws Problem {@code REALM_NOT_ENABLED}; {@code WORKSPACE_NOT_FOUND}, also for one that the caller may not see;
     *     {@code ACCESS_DENIED}
     */
    public Entered enter(String reference, Operation operation) {
        return enter(reference, operation, null);
    }

    /** @param about id of the user asked about, which may be the caller himself */
    public Entered enter(String reference, Operation operation, @Nullable String about) {
        asked = operation;
        RealmSettings settings = rbac.realms().requireEnabled(realmId);
        Workspace workspace = WorkspaceRules.exists(rbac.workspaces().find(realmId, reference));
        Entered.Own own = own(workspace).orElse(null);
        boolean visible = readsAll
                || own != null
                || (operation.opensBy(Need.CLIENT_MANAGE_RESOURCES) && identity.hasClientRole("manage-resources"));
        if (!visible) {
            denials.record(realmId, actor(), operation, workspace);
            throw WorkspaceRules.notFound();
        }
        entered = workspace;
        requireSecondFactor(settings, workspace.mfaRequired());
        Entered found = new Entered(workspace, caller(own), own);
        if (!may(found, operation) && !(operation.opensBy(Need.SELF) && isSelf(about))) {
            throw AccessRules.denied(operation);
        }
        return found;
    }

    /**
     * Refuses a caller of whom a second factor is demanded and whose session had none. Nobody is asked who comes without a
     * user's session (service accounts) or by rights of Keycloak's own (realm admins): their logins are not ours to judge.
     *
     * @param byWorkspace whether the workspace that he works in demands one
     * @throws Problem {@code INSUFFICIENT_USER_AUTHENTICATION}
     */
    private void requireSecondFactor(RealmSettings settings, boolean byWorkspace) {
        if (settings.mfaRequiredFor().in(byWorkspace).demandedOf(identity.accountAdmin())
                && !keycloaksAdmin
                && !identity.serviceAccount()
                && !identity.hasSecondFactor()) {
            throw AccessRules.secondFactorRequired(SecondFactor.acr(identity.client(), settings.mfaLevel()));
        }
    }

    /**
     * The same for what a token says about a workspace.
     *
     * @throws Problem {@code INSUFFICIENT_USER_AUTHENTICATION}
     */
    public void requireSecondFactor(String workspace) {
        RealmSettings settings = rbac.realms().requireEnabled(realmId);
        rbac.workspaces()
                .find(realmId, workspace)
                .ifPresent(found -> requireSecondFactor(settings, found.mfaRequired()));
    }

    /** Whether the caller may also do this in a workspace that he has entered. */
    public boolean may(Entered in, Operation operation) {
        boolean mine = in.own() != null;
        return (operation.opensBy(Need.NOTHING) ? mine || readsAll : allowed(operation))
                || (operation.opensBy(Need.CLIENT_MANAGE_RESOURCES) && identity.hasClientRole("manage-resources"))
                || (operation.opensBy(Need.SHARING) && mine)
                || (operation.opensBy(Need.OWNERSHIP) && mine && isOwner(in.workspace()))
                || (mine
                        && operation
                                .permission()
                                .filter(action -> holds(in, action))
                                .isPresent());
    }

    /** Which operations on the realm as a whole are open to the caller; before it is enabled, those on the settings. */
    public Set<Operation> open() {
        Optional<RealmSettings> settings =
                Optional.of(rbac.realms().settings(realmId)).filter(RealmSettings::enabled);
        Set<Operation> open = EnumSet.noneOf(Operation.class);
        if (settings.isEmpty()) {
            Stream.of(Operation.SETTINGS_READ, Operation.SETTINGS_WRITE)
                    .filter(this::allowed)
                    .forEach(open::add);
            return open;
        }
        boolean member = !unlimited && member();
        boolean members = settings.get().workspaceCreation() == RealmSettings.WorkspaceCreation.MEMBERS;
        for (Operation operation : Operation.values()) {
            if (operation.level() == Operation.Level.REALM
                    && (allowed(operation)
                            || (member
                                    && (operation.opensBy(Need.MEMBERSHIP)
                                            || (members && operation.opensBy(Need.OPEN_CREATION)))))) {
                open.add(operation);
            }
        }
        return open;
    }

    /** Which operations are open to the caller in a workspace, whatever the resource is. */
    public Set<Operation> open(Entered in) {
        return open(in, bypass());
    }

    /** Whether the realm lets anybody give access without acceptance (rule I5). */
    private boolean bypass() {
        return rbac.realms().settings(realmId).invitations().bypass();
    }

    private Set<Operation> open(Entered in, boolean bypass) {
        Set<Operation> open = EnumSet.noneOf(Operation.class);
        for (Operation operation : Operation.values()) {
            if (operation.level() == Operation.Level.WORKSPACE
                    && (unlimited || !operation.opensBy(Need.SHARING))
                    && (bypass || operation != Operation.BYPASS_INVITE)
                    && may(in, operation)) {
                open.add(operation);
            }
        }
        return open;
    }

    /** The same in some of his own workspaces, all of them looked up together. */
    public Map<WorkspaceId, Set<Operation>> open(
            List<Workspace> workspaces, SubjectFacts subject, Map<WorkspaceId, Membership> memberships) {
        Map<WorkspaceId, Holdings> holdings =
                unlimited ? Map.of() : rbac.decisions().holdings(realmId, memberships.values());
        boolean bypass = bypass();
        Map<WorkspaceId, Set<Operation>> open = new HashMap<>();
        for (Workspace workspace : workspaces) {
            Membership membership = memberships.get(workspace.id());
            Entered.Own own = membership == null ? null : new Entered.Own(subject, membership);
            Caller caller = unlimited
                    ? Caller.unlimited(actor())
                    : new Caller(actor(), holdings.getOrDefault(workspace.id(), Holdings.NOTHING));
            open.put(workspace.id(), open(new Entered(workspace, caller, own), bypass));
        }
        return open;
    }

    /** Writes a refusal with 403 to the trail; whatever refused it, permission or rule. */
    public void recordDenial() {
        if (asked != null) {
            denials.record(realmId, actor(), asked, entered);
        }
    }

    /** What opens an operation without a look at any workspace. */
    private boolean allowed(Operation operation) {
        if (operation.opensBy(Need.MANAGING_USERS)) {
            return managesAccounts();
        }
        return unlimited
                || (readsAll && operation.opensBy(Need.READING))
                || (operation.opensBy(Need.VIEWING_USERS) && viewsUsers.getAsBoolean())
                || (operation.level() == Operation.Level.REALM && operation.opensBy(Need.NOTHING))
                || (operation.opensBy(Need.CLIENT_MANAGE_RESOURCES) && identity.hasClientRole("manage-resources"))
                || (operation.opensBy(Need.CLIENT_EVALUATE) && identity.hasClientRole("evaluate"))
                || (operation.opensBy(Need.CLIENT_SEARCH) && identity.hasClientRole("search"));
    }

    private boolean member() {
        return subject()
                .flatMap(subject -> rbac.decisions().fallback(realmId, subject))
                .isPresent();
    }

    private boolean isOwner(Workspace workspace) {
        UserId owner = workspace.owner();
        return owner != null && isSelf(owner.value());
    }

    private boolean isSelf(@Nullable String user) {
        return identity.sameRealm(realm) && identity.user().getId().equals(user);
    }

    private Optional<Entered.Own> own(Workspace workspace) {
        if (unlimited) {
            return Optional.empty();
        }
        return subject()
                .flatMap(subject -> rbac.decisions()
                        .membership(realmId, workspace.id().value(), subject)
                        .filter(membership -> membership.workspaceActive()
                                && membership.realmEnabled()
                                && membership.standing() == Membership.Standing.ACTIVE)
                        .map(membership -> new Entered.Own(subject, membership)));
    }

    private Caller caller(Entered.@Nullable Own own) {
        if (unlimited) {
            return Caller.unlimited(actor());
        }
        return new Caller(
                actor(), own == null ? Holdings.NOTHING : rbac.decisions().holdings(realmId, own.membership()));
    }

    /** Asks the engine, so that the answer is the one that an application would get. */
    private boolean holds(Entered in, String action) {
        Entered.Own own = in.own();
        if (own == null) {
            return false;
        }
        return rbac.decisions()
                .holds(realmId, own.subject(), own.membership(), in.caller().holdings(), action);
    }
}
