package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member.HeldRole;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.member.Member.Source;
import io.github.kcworkspaces.member.Member.Status;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleAssignments;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds, changes and removes members. */
public final class MemberService implements RoleAssignments {

    private static final int REMOVED_AT_ONCE = 500;

    private final MemberStore store;
    private final RoleStore roles;
    private final RoleReferences references;
    private final GrantGuard guard;
    private final SettingsStore settings;
    private final SubjectDirectory subjects;
    private final People people;
    private final MemberShares shares;
    private final Recorder recorder;
    private final Clock clock;

    public MemberService(
            MemberStore store,
            RoleStore roles,
            GrantGuard guard,
            SettingsStore settings,
            SubjectDirectory subjects,
            People people,
            MemberShares shares,
            Recorder recorder,
            Clock clock) {
        this.store = store;
        this.roles = roles;
        this.references = new RoleReferences(roles);
        this.guard = guard;
        this.settings = settings;
        this.subjects = subjects;
        this.people = people;
        this.shares = shares;
        this.recorder = recorder;
        this.clock = clock;
    }

    public Member get(Workspace workspace, UserId user) {
        return MemberRules.exists(find(workspace, user));
    }

    /**
     * How many users a change of the role would affect: who holds it, directly or through a group.
     *
     * @param workspace null for all workspaces
     */
    public long holders(RealmId realm, @Nullable WorkspaceId workspace, RoleId role) {
        return store.holders(realm, workspace, role);
    }

    /** Of these users, those who are direct members. */
    public Set<UserId> directAmong(Workspace workspace, Collection<UserId> users) {
        return store.directMembers(workspace.realm(), workspace.id(), users);
    }

    public Page<Member> page(Workspace workspace, PageRequest request) {
        return store.page(workspace.realm(), workspace.id(), request);
    }

    /** @param role only who holds it, directly or through a group; null for all */
    public Page<Member> page(Workspace workspace, @Nullable RoleId role, PageRequest request) {
        return store.page(workspace.realm(), workspace.id(), role, request);
    }

    /** Of these users, those who belong to the workspace, directly or through a group. */
    public Set<UserId> among(Workspace workspace, Collection<UserId> users) {
        return store.membersAmong(workspace.realm(), workspace.id(), users);
    }

    /**
     * Gives a role to members and takes it from others, all or none. Who has it already keeps it, who lacks it goes without.
     *
     * @param id a live role usable in the workspace
     */
    public void reassign(
            Caller caller, Workspace workspace, RoleId id, Collection<UserId> added, Collection<UserId> removed) {
        RealmId realm = workspace.realm();
        Role role = references.resolve(workspace, List.of(id.value())).get(0);
        Set<UserId> wanted = new HashSet<>(added);
        MemberRules.areMembers(wanted, store.directMembers(realm, workspace.id(), wanted));
        wanted.removeAll(store.directHolders(realm, workspace.id(), id, wanted));
        if (!wanted.isEmpty()) {
            assign(caller, workspace, role, wanted);
        }
        Set<UserId> losing = store.directHolders(realm, workspace.id(), id, removed);
        Set<UserId> keeping = new HashSet<>(removed);
        keeping.removeAll(losing);
        MemberRules.roleIsNotManaged(store.managedHolders(realm, workspace.id(), id, keeping));
        if (losing.isEmpty()) {
            return;
        }
        MemberRules.ownerRoleIsUnassignable(List.of(role));
        losing.forEach(user -> MemberRules.ownerIsImmutable(isOwner(workspace, user)));
        guard.mayHandle(caller, workspace, List.of(role));
        store.removeRole(realm, workspace.id(), id, losing);
        for (UserId user : losing) {
            record(
                    workspace,
                    caller.actor(),
                    ActivityType.MEMBER_ROLES_CHANGED,
                    people.find(realm, user).orElseGet(() -> new Person(user, user.value(), null, null, null)),
                    new Changes().field("removed", List.of(role.name()), null));
        }
    }

    /**
     * Adds a user to the workspace or changes what he is there.
     *
     * @param status null to keep it; a new member is active
     * @param roleReferences ids or names of the roles he shall hold directly; null to keep them; a new member gets
     *     {@code member}
     */
    public Member put(
            Caller caller,
            Workspace workspace,
            UserId user,
            @Nullable Status status,
            @Nullable List<String> roleReferences,
            @Nullable Long expectedVersion) {
        Person person = MemberRules.userExists(people.find(workspace.realm(), user));
        Optional<Member> before = find(workspace, user);
        VersionRules.versionIsCurrent(
                expectedVersion, before.map(Member::version).orElse(0L));
        List<Role> wanted = roleReferences == null ? null : references.resolve(workspace, roleReferences);
        if (before.isEmpty()) {
            return add(
                    caller,
                    workspace,
                    person,
                    status == null ? Status.ACTIVE : status,
                    wanted == null ? List.of(roles.builtIn(workspace.realm(), Role.Kind.MEMBER)) : wanted);
        }
        Member member = before.get();
        change(caller, workspace, member, status == null ? member.status() : status, wanted);
        return get(workspace, user);
    }

    /** M1: unlinks a member; his roles and shares here go with the membership, account and other workspaces stay. */
    public void remove(Caller caller, Workspace workspace, UserId user, @Nullable Long expectedVersion) {
        Member member = get(workspace, user);
        VersionRules.versionIsCurrent(expectedVersion, member.version());
        MemberRules.ownerIsImmutable(isOwner(workspace, user));
        MemberRules.membershipIsNotManaged(member);
        guard.mayHandle(caller, workspace, load(workspace, member.directRoles()));
        shares.memberRemoved(
                caller.actor(),
                workspace.realm(),
                workspace.id(),
                user,
                member.user().username());
        store.delete(workspace.realm(), workspace.id(), user);
        record(
                workspace,
                caller.actor(),
                ActivityType.MEMBER_REMOVED,
                member.user(),
                new Changes().field("roles", member.directRoleNames(), null));
    }

    @Override
    public void assign(Caller caller, Workspace workspace, Role role, Collection<UserId> users) {
        Set<UserId> wanted = new HashSet<>(users);
        MemberRules.ownerRoleIsUnassignable(List.of(role));
        Set<UserId> direct = store.directMembers(workspace.realm(), workspace.id(), wanted);
        MemberRules.areMembers(wanted, direct);
        wanted.forEach(user -> MemberRules.ownerIsImmutable(isOwner(workspace, user)));
        guard.mayHandle(caller, workspace, List.of(role));
        store.addRole(workspace.realm(), workspace.id(), role.id(), wanted);
        for (UserId user : wanted) {
            record(
                    workspace,
                    caller.actor(),
                    ActivityType.MEMBER_ROLES_CHANGED,
                    people.find(workspace.realm(), user)
                            .orElseGet(() -> new Person(user, user.value(), null, null, null)),
                    new Changes().field("added", null, List.of(role.name())));
        }
    }

    /** M1: a user of the realm is gone, and with him all his memberships, each recorded. */
    public void userRemoved(RealmId realm, Actor actor, UserId user, String username) {
        List<MemberStore.Seat> seats = store.ofUser(realm, user, REMOVED_AT_ONCE);
        while (!seats.isEmpty()) {
            for (MemberStore.Seat seat : seats) {
                store.delete(realm, seat.workspace(), user);
                recorder.record(
                        realm,
                        seat.workspace(),
                        seat.alias(),
                        actor,
                        ActivityType.MEMBER_REMOVED,
                        new Target("user", user.value(), username),
                        new Changes());
            }
            seats = store.ofUser(realm, user, REMOVED_AT_ONCE);
        }
    }

    /**
     * A user has left an organization: his memberships in its workspaces end, each recorded, so that coming back brings
     * none of them back. The account owner stays.
     */
    public void organizationLeft(
            RealmId realm, Actor actor, String organization, UserId user, String username, List<Workspace> workspaces) {
        Set<WorkspaceId> seated = store.seatsUnder(realm, user, organization).stream()
                .map(MemberStore.Seat::workspace)
                .collect(Collectors.toSet());
        if (seated.isEmpty()
                || !store.countingIn(realm, organization, Set.of(user)).isEmpty()) {
            return;
        }
        for (Workspace workspace : workspaces) {
            if (seated.contains(workspace.id())) {
                shares.memberRemoved(actor, realm, workspace.id(), user, username);
                store.delete(realm, workspace.id(), user);
                recorder.record(
                        realm,
                        workspace.id(),
                        workspace.alias(),
                        actor,
                        ActivityType.MEMBER_REMOVED,
                        new Target("user", user.value(), username),
                        new Changes());
            }
        }
    }

    private Member add(Caller caller, Workspace workspace, Person person, Status status, List<Role> wanted) {
        String organization = workspace.organization();
        MemberRules.isInOrganization(organization == null
                || !store.countingIn(workspace.realm(), organization, Set.of(person.id()))
                        .isEmpty());
        MemberRules.ownerRoleIsUnassignable(wanted);
        guard.mayHandle(caller, workspace, wanted);
        Member member = new Member(
                workspace.realm(),
                workspace.id(),
                person,
                status,
                Source.DIRECT,
                true,
                held(wanted),
                clock.millis(),
                1);
        store.insert(member);
        record(
                workspace,
                caller.actor(),
                ActivityType.MEMBER_ADDED,
                person,
                new Changes().field("status", null, status.name()).field("roles", null, member.directRoleNames()));
        return get(workspace, person.id());
    }

    private void change(Caller caller, Workspace workspace, Member member, Status status, @Nullable List<Role> wanted) {
        Set<RoleId> newRoles = wanted == null
                ? member.directRoles()
                : wanted.stream().map(Role::id).collect(Collectors.toSet());
        boolean rolesChange = !newRoles.equals(member.directRoles());
        boolean statusChanges = status != member.status();
        if (!rolesChange && !statusChanges) {
            return;
        }
        MemberRules.ownerIsImmutable(isOwner(workspace, member.user().id()));
        Map<RoleId, Role> touched = touched(workspace, member, wanted);
        MemberRules.ownerRoleIsUnassignable(touched.values());
        guard.mayHandle(caller, workspace, rolesChange ? difference(touched, member, newRoles) : touched.values());
        if (!member.direct()) {
            store.insert(ownRow(member));
        }
        RealmId realm = workspace.realm();
        UserId user = member.user().id();
        if (rolesChange) {
            store.updateRoles(realm, workspace.id(), user, newRoles);
            record(
                    workspace,
                    caller.actor(),
                    ActivityType.MEMBER_ROLES_CHANGED,
                    member.user(),
                    new Changes().field("roles", member.directRoleNames(), names(touched, newRoles)));
        }
        if (statusChanges) {
            store.updateStatus(realm, workspace.id(), user, status);
            record(
                    workspace,
                    caller.actor(),
                    status == Status.SUSPENDED ? ActivityType.MEMBER_SUSPENDED : ActivityType.MEMBER_RESUMED,
                    member.user(),
                    new Changes().field("status", member.status().name(), status.name()));
        }
    }

    /** A member through a group gets a row of his own: it has what an admin decides about him, and follows the group. */
    private Member ownRow(Member member) {
        return new Member(
                member.realm(),
                member.workspace(),
                member.user(),
                member.status(),
                Source.GROUP,
                true,
                List.of(),
                clock.millis(),
                1);
    }

    /** The roles that the member holds directly, and those he shall hold. */
    private Map<RoleId, Role> touched(Workspace workspace, Member member, @Nullable List<Role> wanted) {
        Map<RoleId, Role> touched = new LinkedHashMap<>();
        load(workspace, member.directRoles()).forEach(role -> touched.put(role.id(), role));
        if (wanted != null) {
            wanted.forEach(role -> touched.put(role.id(), role));
        }
        return touched;
    }

    private static List<Role> difference(Map<RoleId, Role> touched, Member member, Set<RoleId> newRoles) {
        Set<RoleId> old = member.directRoles();
        return touched.values().stream()
                .filter(role -> old.contains(role.id()) != newRoles.contains(role.id()))
                .toList();
    }

    private List<Role> load(Workspace workspace, Set<RoleId> ids) {
        return ids.isEmpty()
                ? List.of()
                : roles.resolve(
                        workspace.realm(),
                        workspace.id(),
                        ids.stream().map(RoleId::value).toList());
    }

    private Optional<Member> find(Workspace workspace, UserId user) {
        Subject subject = subjects.find(workspace.realm(), user)
                .map(SubjectFacts::subject)
                .orElseGet(() -> new Subject(user, Set.of()));
        return store.find(workspace.realm(), workspace.id(), subject);
    }

    private boolean isOwner(Workspace workspace, UserId user) {
        return user.equals(workspace.owner())
                || settings.find(workspace.realm())
                        .map(RealmSettings::accountOwner)
                        .filter(user::equals)
                        .isPresent();
    }

    private static List<HeldRole> held(List<Role> roles) {
        return roles.stream()
                .map(role -> new HeldRole(role.id(), role.name(), false))
                .toList();
    }

    private static List<String> names(Map<RoleId, Role> touched, Set<RoleId> ids) {
        return touched.values().stream()
                .filter(role -> ids.contains(role.id()))
                .map(Role::name)
                .sorted()
                .toList();
    }

    private void record(Workspace workspace, Actor actor, ActivityType type, Person person, Changes changes) {
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                type,
                new Target("user", person.id().value(), person.username()),
                changes);
    }
}
