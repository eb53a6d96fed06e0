package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.decision.SearchService;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.importing.ImportService;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.invitation.InvitationService;
import io.github.kcworkspaces.invitation.InvitationUpkeep;
import io.github.kcworkspaces.invitation.Inviters;
import io.github.kcworkspaces.member.AccessList;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.FirstLoginService;
import io.github.kcworkspaces.member.GrantGuard;
import io.github.kcworkspaces.member.GroupMappingService;
import io.github.kcworkspaces.member.ManagedRoleService;
import io.github.kcworkspaces.member.MemberService;
import io.github.kcworkspaces.member.OwnerSeats;
import io.github.kcworkspaces.member.SourceApprovalService;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.realm.AccountAdminService;
import io.github.kcworkspaces.realm.Namesakes;
import io.github.kcworkspaces.realm.RealmService;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.Presentation;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.resource.ResourceService;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.VisibleResources;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.GrantService;
import io.github.kcworkspaces.role.PermissionMatrix;
import io.github.kcworkspaces.role.ResourceStates;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.role.RoleService;
import io.github.kcworkspaces.share.ShareService;
import io.github.kcworkspaces.user.UserService;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceDeletion;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All services over an in-memory world: an enabled realm {@code acme} with the types of a data application. */
public final class TestRbac {

    public static final RealmId ACME = new RealmId("acme");

    /** Somebody who is no user of the realm: an administrator of the server. */
    public static final Actor ROOT =
            new Actor(new UserId("root"), "root", Actor.Kind.USER, Actor.Cause.USER, null, null, null);

    public static final Caller BY_ROOT = Caller.unlimited(ROOT);

    public final InMemoryWorld world = new InMemoryWorld();
    public final WorkspaceService workspaces;
    public final WorkspaceDeletion deletion;
    public final MemberService members;
    public final GroupMappingService groups;
    public final ManagedRoleService managed;
    public final SourceApprovalService approvals;
    public final FirstLoginService firstLogins;
    public final InvitationService invitations;
    public final InvitationAnswers answers;
    public final InvitationUpkeep upkeep;
    public final RoleService roles;
    public final GrantService grants;
    public final ResourceTypeService types;
    public final ResourceService resources;
    public final ImportService imports;
    public final VisibleResources visible;
    public final ShareService shares;
    public final DecisionService decisions;
    public final SearchService searches;
    public final EffectivePermissions effective;
    public final ResourceStates states;
    public final PermissionMatrix matrix;
    public final AccessList access;
    public final RealmService realms;
    public final AccountAdminService admins;
    public final FixedAccounts accounts;
    public final UserService users;

    /** Mappers of identity providers and directories. */
    public final FixedMappings mappers = new FixedMappings();

    private int provisioned;

    public TestRbac() {
        AtomicInteger number = new AtomicInteger();
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
        FixedDirectory directory = world.directory();
        Recorder recorder = new Recorder(world.trail(), clock, () -> "a" + number.incrementAndGet());
        types = new ResourceTypeService(
                world.resourceTypes(), world.resourceTypes(), world.decisions(), world.settings(), recorder);
        GrantGuard guard = new GrantGuard(world.grants(), types);
        groups = new GroupMappingService(world.groupMappings(), world.roles(), guard, directory, recorder);
        OwnerSeats seats = new OwnerSeats(world.members(), world.roles(), directory.people(), recorder, clock);
        decisions = new DecisionService(world.decisions(), directory);
        searches =
                new SearchService(world.decisions(), world.searches(), directory, directory::accountAdmins, decisions);
        effective = new EffectivePermissions(world.decisions(), decisions);
        states = new ResourceStates(world.grants(), types);
        matrix = new PermissionMatrix(world.matrix(), world.roles(), world.grants(), world.resources(), types);
        access = new AccessList(world.members(), world.roles(), world.decisions(), directory);
        visible = new VisibleResources(world.resources(), world.decisions(), decisions);
        resources = new ResourceService(
                world.resources(), types, directory, recorder, () -> "x" + number.incrementAndGet());
        imports = new ImportService(world.resources(), types, recorder, () -> "i" + number.incrementAndGet());
        deletion = new WorkspaceDeletion(world.workspaces(), seats, world.settings(), recorder);
        workspaces = new WorkspaceService(
                world.workspaces(),
                seats,
                world.settings(),
                directory,
                directory,
                recorder,
                clock,
                () -> "w" + number.incrementAndGet());
        shares = new ShareService(
                world.shares(),
                new ShareService.Collaborators(
                        resources,
                        types,
                        workspaces,
                        world.members(),
                        directory.people(),
                        directory,
                        world.decisions(),
                        decisions),
                recorder,
                clock);
        members = new MemberService(
                world.members(),
                world.roles(),
                guard,
                world.settings(),
                directory,
                directory.people(),
                shares,
                recorder,
                clock);
        managed = new ManagedRoleService(
                world.managedRoles(), world.sourceApprovals(), directory, directory.people(), shares, recorder, clock);
        approvals = new SourceApprovalService(
                world.sourceApprovals(), mappers, managed, world.roles(), guard, recorder, clock);
        firstLogins = new FirstLoginService(
                world.firstLogins(),
                world.settings(),
                world.managedRoles(),
                workspaces,
                world.roles(),
                guard,
                directory.people(),
                recorder,
                clock);
        InvitationService.Collaborators hosts = new InvitationService.Collaborators(
                workspaces,
                world.members(),
                new Admissions(world.managedRoles(), recorder, clock),
                world.roles(),
                guard,
                world.settings(),
                directory,
                directory,
                this::inviter,
                (realm, application) ->
                        application.client().equals("app") && !"https://evil.example".equals(application.redirectUri()),
                () -> "https://sso.example/");
        Supplier<String> invitationIds = () -> "v" + number.incrementAndGet();
        invitations = new InvitationService(world.invitations(), world.outbox(), hosts, recorder, invitationIds);
        answers = new InvitationAnswers(world.invitations(), world.outbox(), hosts, recorder);
        upkeep = new InvitationUpkeep(world.invitations(), world.outbox(), workspaces, recorder, invitationIds);
        roles = new RoleService(
                world.roles(), world.grants(), members, types, recorder, clock, () -> "r" + number.incrementAndGet());
        grants = new GrantService(world.roles(), world.grants(), world.resources(), types, world.settings(), recorder);
        realms = new RealmService(
                world.settings(),
                realm -> provisioned++,
                roles,
                world.roles(),
                workspaces,
                seats,
                world.members(),
                directory,
                (realm, attribute) -> attribute.startsWith("own-"),
                recorder);
        accounts = new FixedAccounts(world, this::removed);
        admins = new AccountAdminService(accounts.admins(), directory, world.settings(), recorder);
        users = new UserService(
                world.users(),
                world.logins(),
                new UserService.Collaborators(
                        accounts,
                        admins,
                        workspaces,
                        world.members(),
                        world.settings(),
                        directory,
                        directory.people(),
                        new Namesakes(world.members(), realms, workspaces, shares, members),
                        upkeep),
                recorder,
                clock);
    }

    private void removed(RealmId realm, UserId user, String username) {
        workspaces.ownerRemoved(realm, ROOT, user, username);
        shares.userRemoved(realm, ROOT, user, username);
        members.userRemoved(realm, ROOT, user, username);
        upkeep.userRemoved(realm, ROOT, user, null);
        users.removed(realm, user);
    }

    /** An enabled realm with types {@code data-connector} with the child {@code widget}, and {@code chatflow}. */
    public static TestRbac enabled() {
        TestRbac rbac = new TestRbac();
        rbac.realms.update(ACME, ROOT, SettingsChange.enable());
        rbac.type("data-connector", List.of("view"), null);
        rbac.type("widget", List.of("access"), "data-connector");
        rbac.type("chatflow", List.of("view", "update", "delete", "config"), null);
        rbac.world.trail().clear();
        return rbac;
    }

    /** How often Keycloak was asked for client, roles and scopes. */
    public int provisioned() {
        return provisioned;
    }

    public void type(String key, List<String> actions, @Nullable String parent) {
        types.put(
                ROOT,
                new ResourceType(
                        ACME,
                        new TypeDefinition(key, actions, actions.get(0), Map.of(), parent, Registration.REQUIRED),
                        key,
                        null,
                        Presentation.NONE,
                        false,
                        1),
                null);
    }

    public UserId user(String username) {
        return world.directory().user(ACME, "u-" + username, username);
    }

    /** The actor that such a user is. */
    public static Actor actor(UserId user) {
        return new Actor(user, user.value(), Actor.Kind.USER, Actor.Cause.USER, null, null, null);
    }

    public Workspace workspace(String alias) {
        return workspaces.create(ACME, ROOT, new NewWorkspace(alias, "Workspace " + alias, null, null));
    }

    public Workspace reload(Workspace workspace) {
        return workspaces.find(ACME, workspace.id().value()).orElseThrow();
    }

    public Role role(Workspace workspace, String name, Grant... granted) {
        Role role = roles.create(BY_ROOT, RoleScope.of(workspace), name, "For a test", List.of());
        grants.change(BY_ROOT, RoleScope.of(workspace), role.id(), List.of(granted), List.of(), null);
        return role;
    }

    public void member(Workspace workspace, UserId user, String... roleNames) {
        members.put(BY_ROOT, workspace, user, null, List.of(roleNames), null);
    }

    public ResourceId resource(Workspace workspace, String type, String externalId, @Nullable ResourceId parent) {
        return register(workspace, type, externalId, parent, null);
    }

    /** A resource that is complete with these others only. */
    public ResourceId requiring(Workspace workspace, String type, String externalId, ResourceId... required) {
        return register(workspace, type, externalId, null, List.of(required));
    }

    private ResourceId register(
            Workspace workspace,
            String type,
            String externalId,
            @Nullable ResourceId parent,
            @Nullable List<ResourceId> required) {
        return resources
                .register(
                        workspace,
                        ROOT,
                        new ResourceDraft(
                                type,
                                externalId,
                                "The " + externalId,
                                null,
                                null,
                                null,
                                new Link<>(parent),
                                null,
                                required,
                                null,
                                null))
                .id();
    }

    public Decision decide(Workspace workspace, UserId user, String action, String type, String externalId) {
        return decisions.decide(ACME, Request.of(workspace.alias(), user, action, type, externalId));
    }

    /** All that the user may do in the workspace. */
    public List<EffectivePermission> effective(Workspace workspace, UserId user) {
        return effective(workspace, user, null, 1_000).items();
    }

    public Slice<EffectivePermission> effective(Workspace workspace, UserId user, @Nullable String after, int max) {
        SubjectFacts facts = world.directory().find(ACME, user).orElseThrow();
        Membership membership =
                decisions.membership(ACME, workspace.id().value(), facts).orElseThrow();
        return effective.slice(ACME, facts, membership, after, max);
    }

    private Optional<Inviters.Standing> inviter(Workspace workspace, Invitation.Inviter inviter) {
        if (ROOT.id().equals(inviter.id())) {
            return Optional.of(Inviters.Standing.OF_ADMINS);
        }
        return world.directory()
                .find(ACME, inviter.id())
                .filter(SubjectFacts::enabled)
                .flatMap(facts -> {
                    Membership membership = decisions
                            .membership(ACME, workspace.id().value(), facts)
                            .orElseThrow();
                    Holdings holdings = decisions.holdings(ACME, membership);
                    return membership.standing() == Membership.Standing.ACTIVE
                                    && decisions.holds(ACME, facts, membership, holdings, "invite")
                            ? Optional.of(new Inviters.Standing(holdings, false))
                            : Optional.empty();
                });
    }

    /** A caller who has in the workspace what the user's roles give him there. */
    public Caller caller(Workspace workspace, UserId user) {
        SubjectFacts facts = world.directory().find(ACME, user).orElseThrow();
        Membership membership =
                decisions.membership(ACME, workspace.id().value(), facts).orElseThrow();
        List<CompiledRole> held = decisions.holdings(ACME, membership).roles();
        return new Caller(actor(user), Holdings.of(held));
    }
}
