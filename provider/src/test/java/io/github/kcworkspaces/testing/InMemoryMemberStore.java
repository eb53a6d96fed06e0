package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.testing.InMemoryWorld.MemberRow;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members in memory. */
public final class InMemoryMemberStore implements MemberStore {

    private static final Set<Member.Source> MANAGED =
            Set.of(Member.Source.GROUP, Member.Source.IDP, Member.Source.LDAP);

    private final InMemoryWorld world;

    InMemoryMemberStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Member> find(RealmId realm, WorkspaceId workspace, Subject subject) {
        Workspace home = world.workspaces.get(workspace);
        if (home == null || !home.realm().equals(realm) || !counts(home, subject.user())) {
            return Optional.empty();
        }
        Set<RoleId> managed = new LinkedHashSet<>();
        boolean grouped = false;
        for (GroupId group : subject.groups()) {
            Set<RoleId> roles = world.mappings.get(new InMemoryWorld.Mapping(workspace, group));
            if (roles != null) {
                grouped = true;
                managed.addAll(roles);
            }
        }
        MemberRow row = world.members.get(new InMemoryWorld.Seat(workspace, subject.user()));
        boolean counts = row != null && (row.source() != Member.Source.GROUP || grouped);
        if (counts) {
            given(workspace, subject.user()).values().forEach(managed::addAll);
        }
        if (!counts && !grouped) {
            return Optional.empty();
        }
        return Optional.of(new Member(
                realm,
                workspace,
                person(realm, workspace, subject.user()),
                counts ? row.status() : Member.Status.ACTIVE,
                counts ? row.source() : Member.Source.GROUP,
                counts,
                held(counts ? row.roles() : Set.of(), managed),
                counts ? row.since() : 0,
                counts ? row.version() : 0));
    }

    @Override
    public Page<Member> page(RealmId realm, WorkspaceId workspace, @Nullable RoleId role, PageRequest request) {
        List<Member> all = all(realm, workspace)
                .filter(member -> role == null
                        || member.roles().stream().anyMatch(held -> held.id().equals(role)))
                .filter(member -> InMemoryWorld.found(
                        request.search(),
                        member.user().username(),
                        member.user().email(),
                        member.user().firstName(),
                        member.user().lastName()))
                .toList();
        return InMemoryWorld.page(all, request);
    }

    @Override
    public List<Member> holding(
            RealmId realm,
            WorkspaceId workspace,
            Set<RoleId> roles,
            ResourceId resource,
            @Nullable String search,
            @Nullable UserId after,
            int max) {
        return all(realm, workspace)
                .filter(member -> member.status() == Member.Status.ACTIVE)
                .filter(member -> member.roles().stream().anyMatch(role -> roles.contains(role.id()))
                        || !world.shares()
                                .with(
                                        resource,
                                        new Subject(
                                                member.user().id(),
                                                world.directory()
                                                        .expanded(
                                                                realm,
                                                                member.user().id())))
                                .isEmpty())
                .filter(member -> InMemoryWorld.found(
                        search,
                        member.user().username(),
                        member.user().email(),
                        member.user().firstName(),
                        member.user().lastName()))
                .filter(member -> after == null || member.user().id().value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(member -> member.user().id().value()))
                .limit(max)
                .toList();
    }

    @Override
    public long holders(RealmId realm, @Nullable WorkspaceId workspace, RoleId role) {
        return world.workspaces.values().stream()
                .filter(home -> home.realm().equals(realm))
                .filter(home -> workspace == null || home.id().equals(workspace))
                .flatMap(home -> all(realm, home.id()))
                .filter(member ->
                        member.roles().stream().anyMatch(held -> held.id().equals(role)))
                .map(member -> member.user().id())
                .distinct()
                .count();
    }

    @Override
    public List<Member.Person> othersThan(RealmId realm, WorkspaceId workspace, Set<UserId> users, int max) {
        return all(realm, workspace)
                .map(Member::user)
                .filter(person -> !users.contains(person.id()))
                .limit(max)
                .toList();
    }

    @Override
    public boolean heldByAnother(RealmId realm, UserId user, String directoryId) {
        return world.members.values().stream()
                .filter(row -> row.realm().equals(realm) && row.person().id().equals(user))
                .map(row -> row.person().directoryId())
                .anyMatch(known -> known != null && !known.equals(directoryId));
    }

    @Override
    public List<Member.Person> outside(RealmId realm, WorkspaceId workspace, String organization, int max) {
        return world.members.values().stream()
                .filter(row -> row.realm().equals(realm) && row.workspace().equals(workspace))
                .filter(row -> !MANAGED.contains(row.source()))
                .map(row -> person(realm, workspace, row.person().id()))
                .filter(person -> !counts(realm, organization, person.id()))
                .sorted(Comparator.comparing(Member.Person::username))
                .limit(max)
                .toList();
    }

    @Override
    public Set<UserId> countingIn(RealmId realm, String organization, Collection<UserId> users) {
        return users.stream().filter(user -> counts(realm, organization, user)).collect(Collectors.toSet());
    }

    @Override
    public List<Seat> seatsUnder(RealmId realm, UserId user, String organization) {
        return ofUser(realm, user, Integer.MAX_VALUE).stream()
                .filter(seat -> {
                    Workspace workspace = world.workspaces.get(seat.workspace());
                    return workspace != null && organization.equals(workspace.organization());
                })
                .toList();
    }

    private boolean counts(Workspace workspace, UserId user) {
        String organization = workspace.organization();
        return organization == null || counts(workspace.realm(), organization, user);
    }

    private boolean counts(RealmId realm, String organization, UserId user) {
        RealmSettings settings = world.settings.get(realm);
        return (settings != null && user.equals(settings.accountOwner()))
                || world.directory().inOrganization(realm, organization, user);
    }

    @Override
    public Set<UserId> directMembers(RealmId realm, WorkspaceId workspace, Collection<UserId> users) {
        Workspace home = world.workspaces.get(workspace);
        return users.stream()
                .filter(user -> home != null && counts(home, user))
                .filter(user -> row(realm, workspace, user)
                        .filter(row -> row.source() != Member.Source.GROUP)
                        .isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public Set<UserId> membersAmong(RealmId realm, WorkspaceId workspace, Collection<UserId> users) {
        Set<UserId> members = new HashSet<>(users(realm, workspace));
        members.retainAll(users);
        return members;
    }

    @Override
    public void insert(Member member) {
        InMemoryWorld.Seat seat =
                new InMemoryWorld.Seat(member.workspace(), member.user().id());
        world.members.put(
                seat,
                new MemberRow(
                        member.realm(),
                        member.workspace(),
                        member.user(),
                        member.status(),
                        member.source(),
                        member.directRoles(),
                        member.since(),
                        member.version()));
    }

    @Override
    public void updateStatus(RealmId realm, WorkspaceId workspace, UserId user, Member.Status status) {
        change(realm, workspace, user, row -> changed(row, status, row.source(), row.roles()));
    }

    @Override
    public void updateSource(RealmId realm, WorkspaceId workspace, UserId user, Member.Source source) {
        change(realm, workspace, user, row -> changed(row, row.status(), source, row.roles()));
    }

    @Override
    public void updateRoles(RealmId realm, WorkspaceId workspace, UserId user, Set<RoleId> roles) {
        change(realm, workspace, user, row -> changed(row, row.status(), row.source(), roles));
    }

    @Override
    public void addRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        for (UserId user : users) {
            change(realm, workspace, user, row -> {
                Set<RoleId> roles = new HashSet<>(row.roles());
                return roles.add(role) ? changed(row, row.status(), row.source(), roles) : row;
            });
        }
    }

    @Override
    public Set<UserId> directHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        return users.stream()
                .filter(user -> row(realm, workspace, user)
                        .filter(row -> row.roles().contains(role))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public Set<UserId> managedHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        return users.stream()
                .filter(user -> given(workspace, user).values().stream().anyMatch(roles -> roles.contains(role)))
                .collect(Collectors.toSet());
    }

    @Override
    public void removeManaged(RealmId realm, WorkspaceId workspace, UserId user) {
        change(realm, workspace, user, row -> changed(row, row.status(), row.source(), row.roles()));
        world.given.remove(new InMemoryWorld.Seat(workspace, user));
    }

    private Map<String, Set<RoleId>> given(WorkspaceId workspace, UserId user) {
        return world.given.getOrDefault(new InMemoryWorld.Seat(workspace, user), Map.of());
    }

    @Override
    public void removeRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        for (UserId user : users) {
            change(realm, workspace, user, row -> {
                Set<RoleId> roles = new HashSet<>(row.roles());
                return roles.remove(role) ? changed(row, row.status(), row.source(), roles) : row;
            });
        }
    }

    @Override
    public void delete(RealmId realm, WorkspaceId workspace, UserId user) {
        row(realm, workspace, user).ifPresent(row -> {
            world.members.remove(new InMemoryWorld.Seat(workspace, user));
            world.given.remove(new InMemoryWorld.Seat(workspace, user));
        });
    }

    @Override
    public List<Seat> ofUser(RealmId realm, UserId user, int max) {
        return seats(world.members.values().stream()
                        .filter(row ->
                                row.realm().equals(realm) && row.person().id().equals(user))
                        .map(MemberRow::workspace))
                .limit(max)
                .toList();
    }

    @Override
    public List<Seat> workspacesWithout(RealmId realm, UserId user, RoleId role, int max) {
        return seats(world.workspaces.values().stream()
                        .filter(workspace -> workspace.realm().equals(realm))
                        .map(Workspace::id)
                        .filter(workspace -> row(realm, workspace, user)
                                .filter(row -> row.roles().contains(role))
                                .isEmpty()))
                .limit(max)
                .toList();
    }

    @Override
    public List<Seat> seatsWithRole(RealmId realm, UserId user, RoleId role) {
        return seats(world.members.values().stream()
                        .filter(row -> row.realm().equals(realm)
                                && row.person().id().equals(user)
                                && row.roles().contains(role))
                        .map(MemberRow::workspace))
                .toList();
    }

    /** All who belong to the workspace, directly or through a group. */
    Set<UserId> users(RealmId realm, WorkspaceId workspace) {
        return all(realm, workspace).map(member -> member.user().id()).collect(Collectors.toSet());
    }

    /** The names that Keycloak has of the user, else those stored with the membership, else the id. */
    Member.Person person(RealmId realm, WorkspaceId workspace, UserId user) {
        return world.directory()
                .people()
                .find(realm, user)
                .or(() -> row(realm, workspace, user).map(MemberRow::person))
                .orElseGet(() -> new Member.Person(user, user.value(), null, null, null));
    }

    private Stream<Member> all(RealmId realm, WorkspaceId workspace) {
        Set<UserId> users = new LinkedHashSet<>();
        world.members.keySet().stream()
                .filter(seat -> seat.workspace().equals(workspace))
                .forEach(seat -> users.add(seat.user()));
        world.mappings.keySet().stream()
                .filter(mapping -> mapping.workspace().equals(workspace))
                .forEach(mapping -> users.addAll(world.directory().within(realm, mapping.group())));
        return users.stream()
                .map(user -> new Subject(user, world.directory().expanded(realm, user)))
                .flatMap(subject -> find(realm, workspace, subject).stream())
                .sorted(Comparator.comparing((Member member) -> member.user().username())
                        .thenComparing(member -> member.user().id().value()));
    }

    private List<Member.HeldRole> held(Set<RoleId> direct, Set<RoleId> managed) {
        List<Member.HeldRole> held = new ArrayList<>();
        add(held, direct, false);
        add(held, managed, true);
        held.sort(Comparator.comparing(Member.HeldRole::name)
                .thenComparing(role -> role.id().value())
                .thenComparing(Member.HeldRole::managed));
        return held;
    }

    private void add(List<Member.HeldRole> held, Set<RoleId> ids, boolean managed) {
        for (RoleId id : ids) {
            Role role = world.roles.get(id);
            if (role != null && role.live()) {
                held.add(new Member.HeldRole(id, role.name(), managed));
            }
        }
    }

    private Optional<MemberRow> row(RealmId realm, WorkspaceId workspace, UserId user) {
        return Optional.ofNullable(world.members.get(new InMemoryWorld.Seat(workspace, user)))
                .filter(row -> row.realm().equals(realm));
    }

    private void change(RealmId realm, WorkspaceId workspace, UserId user, UnaryOperator<MemberRow> change) {
        row(realm, workspace, user)
                .ifPresent(row -> world.members.put(new InMemoryWorld.Seat(workspace, user), change.apply(row)));
    }

    private static MemberRow changed(MemberRow row, Member.Status status, Member.Source source, Set<RoleId> roles) {
        return new MemberRow(
                row.realm(), row.workspace(), row.person(), status, source, roles, row.since(), row.version() + 1);
    }

    private Stream<Seat> seats(Stream<WorkspaceId> workspaces) {
        TreeMap<String, Seat> seats = new TreeMap<>();
        workspaces.forEach(id -> {
            Workspace workspace = world.workspaces.get(id);
            if (workspace != null) {
                seats.put(id.value(), new Seat(id, workspace.alias()));
            }
        });
        return seats.values().stream();
    }
}
