package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.testing.InMemoryWorld.Visitor;
import io.github.kcworkspaces.user.LoginStore.Seen;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import io.github.kcworkspaces.user.UserStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Users in memory. */
public final class InMemoryUserStore implements UserStore {

    private static final long NOW = 1_000;

    private final InMemoryWorld world;

    InMemoryUserStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Slice<User> slice(RealmId realm, Collection<String> adminRoles, UserFilter filter) {
        String after = filter.after();
        List<User> all = Stream.concat(local(realm), federated(realm))
                .filter(user -> matches(realm, user, filter))
                .dropWhile(user -> after != null
                        && after.startsWith("id:")
                        && !after.equals("id:" + user.id().value()))
                .skip(after != null && after.startsWith("id:") ? 1 : 0)
                .toList();
        boolean more = all.size() > filter.max();
        List<User> shown = more ? all.subList(0, filter.max()) : all;
        return new Slice<>(
                shown, more ? "id:" + shown.get(shown.size() - 1).id().value() : null);
    }

    @Override
    public Optional<User> find(RealmId realm, Collection<String> adminRoles, UserId user) {
        return Stream.concat(local(realm, true), federated(realm))
                .filter(found -> found.id().equals(user))
                .findFirst();
    }

    private Stream<User> local(RealmId realm) {
        return local(realm, false);
    }

    private Stream<User> local(RealmId realm, boolean serviceAccounts) {
        return world.directory().everybody(realm).stream()
                .filter(person -> !person.id().value().startsWith("f:"))
                .filter(person -> serviceAccounts || !world.marked(person.id(), Mark.SERVICE_ACCOUNT))
                .map(person -> user(realm, person))
                .sorted(Comparator.comparing(User::username));
    }

    private Stream<User> federated(RealmId realm) {
        TreeMap<String, Member.Person> people = new TreeMap<>();
        world.members.values().stream()
                .filter(row ->
                        row.realm().equals(realm) && row.person().id().value().startsWith("f:"))
                .sorted(Comparator.comparing(row -> row.workspace().value()))
                .forEach(row -> people.putIfAbsent(row.person().id().value(), row.person()));
        world.visitors.forEach((visitor, seen) -> {
            if (visitor.realm().equals(realm) && visitor.user().value().startsWith("f:")) {
                Member.Person names = seen.names();
                people.put(
                        visitor.user().value(),
                        names == null
                                ? new Member.Person(
                                        visitor.user(), visitor.user().value(), null, null, null)
                                : names);
            }
        });
        return people.values().stream().map(person -> user(realm, person));
    }

    private User user(RealmId realm, Member.Person person) {
        Seen seen = world.visitors.get(new Visitor(realm, person.id()));
        Workspace active = seen == null || seen.workspace() == null ? null : world.workspaces.get(seen.workspace());
        List<User.Place> places = places(realm, person.id());
        boolean federated = person.id().value().startsWith("f:");
        boolean brokered = world.marked(person.id(), Mark.LINKED);
        return new User(
                person.id(),
                person.username(),
                person.email(),
                person.firstName(),
                person.lastName(),
                admin(realm, person.id()) ? User.Type.ADMIN : User.Type.NORMAL,
                User.statusOf(!world.marked(person.id(), Mark.DISABLED), !federated && invited(realm, person), places),
                federated || world.marked(person.id(), Mark.IMPORTED)
                        ? User.Source.LDAP
                        : brokered ? User.Source.BROKER : User.Source.LOCAL,
                null,
                seen == null ? null : seen.at(),
                seen == null ? null : seen.client(),
                active == null ? null : new User.Active(active.id(), active.alias()),
                places);
    }

    private boolean invited(RealmId realm, Member.Person person) {
        String email = person.email();
        return email != null
                && world.invitations.values().stream()
                        .anyMatch(invitation -> invitation.realm().equals(realm)
                                && invitation.status() == Invitation.Status.PENDING
                                && invitation.expiresAt() > NOW
                                && invitation.email().equals(email.toLowerCase(Locale.ROOT)));
    }

    private boolean admin(RealmId realm, UserId user) {
        return world.marked(user, Mark.ADMIN)
                || world.directory().accountAdmins(realm).contains(user)
                || world.directory().expanded(realm, user).stream().anyMatch(world.adminGroups::contains);
    }

    private List<User.Place> places(RealmId realm, UserId user) {
        Subject subject = new Subject(user, world.directory().expanded(realm, user));
        List<User.Place> places = new ArrayList<>();
        for (Workspace workspace : world.workspaces.values()) {
            world.members()
                    .find(realm, workspace.id(), subject)
                    .ifPresent(member -> places.add(new User.Place(
                            workspace.id(),
                            workspace.alias(),
                            workspace.name(),
                            member.status() == Member.Status.SUSPENDED,
                            member.direct(),
                            member.roles().stream()
                                    .map(Member.HeldRole::name)
                                    .distinct()
                                    .sorted()
                                    .toList())));
        }
        places.sort(Comparator.comparing(User.Place::alias));
        return places;
    }

    private boolean matches(RealmId realm, User user, UserFilter filter) {
        return InMemoryWorld.found(
                        filter.search(),
                        user.username(),
                        user.email(),
                        (user.firstName() == null ? "" : user.firstName()) + " "
                                + (user.lastName() == null ? "" : user.lastName()))
                && (filter.type() == null || filter.type() == user.type())
                && (filter.status() == null || filter.status() == user.status())
                && (filter.source() == null || filter.source() == user.source())
                && (filter.workspace() == null
                        || user.places().stream().anyMatch(place -> place.id().equals(filter.workspace())))
                && (filter.role() == null || holds(realm, user, filter));
    }

    private boolean holds(RealmId realm, User user, UserFilter filter) {
        Set<String> names = new LinkedHashSet<>();
        for (Role role : world.roles.values()) {
            if (role.realm().equals(realm)
                    && (role.id().value().equals(filter.role()) || role.name().equalsIgnoreCase(filter.role()))) {
                names.add(role.name());
            }
        }
        return user.places().stream()
                .filter(place -> filter.workspace() == null || place.id().equals(filter.workspace()))
                .anyMatch(place -> place.roles().stream().anyMatch(names::contains));
    }

    @Override
    public void setStatus(RealmId realm, UserId user, Member.Status status) {
        world.members.values().stream()
                .filter(row -> row.realm().equals(realm) && row.person().id().equals(user) && row.status() != status)
                .map(InMemoryWorld.MemberRow::workspace)
                .toList()
                .forEach(workspace -> world.members().updateStatus(realm, workspace, user, status));
    }

    @Override
    public List<Owned> owned(RealmId realm, UserId user, int max) {
        return ofOwner(realm, user)
                .map(resource -> new Owned(resource.id(), resource.type(), resource.name(), alias(resource)))
                .sorted(Comparator.comparing(Owned::workspaceAlias).thenComparing(Owned::name))
                .limit(max)
                .toList();
    }

    @Override
    public List<HandedOver> handOver(RealmId realm, UserId from, UserId to) {
        TreeMap<String, HandedOver> handed = new TreeMap<>();
        for (Resource resource : ofOwner(realm, from).toList()) {
            handed.merge(
                    alias(resource),
                    new HandedOver(resource.workspace(), alias(resource), 1),
                    (one, other) -> new HandedOver(one.workspace(), one.alias(), one.count() + other.count()));
            world.resources.put(resource.id(), ownedBy(resource, to));
        }
        return List.copyOf(handed.values());
    }

    private Stream<Resource> ofOwner(RealmId realm, UserId user) {
        return world.resources.values().stream()
                .filter(resource -> resource.realm().equals(realm) && user.equals(resource.owner()));
    }

    private String alias(Resource resource) {
        Workspace workspace = world.workspaces.get(resource.workspace());
        return workspace == null ? "" : workspace.alias();
    }

    private static Resource ownedBy(Resource resource, UserId owner) {
        return new Resource(
                resource.id(),
                resource.realm(),
                resource.workspace(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent(),
                owner,
                resource.requires(),
                resource.attributes(),
                resource.active(),
                resource.version() + 1);
    }
}
