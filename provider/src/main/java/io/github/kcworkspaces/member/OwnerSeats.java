package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.Member.HeldRole;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.member.Member.Source;
import io.github.kcworkspaces.member.Member.Status;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceMembers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The memberships that come with ownership (rules W3, W4). */
public final class OwnerSeats implements WorkspaceMembers {

    private final MemberStore store;
    private final RoleStore roles;
    private final People people;
    private final Recorder recorder;
    private final Clock clock;

    public OwnerSeats(MemberStore store, RoleStore roles, People people, Recorder recorder, Clock clock) {
        this.store = store;
        this.roles = roles;
        this.people = people;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public void seatOwner(Actor actor, Workspace workspace, UserId owner) {
        Role role = roles.builtIn(workspace.realm(), Role.Kind.OWNER);
        Optional<Member> before = direct(workspace, owner);
        if (before.isEmpty()) {
            Person person = person(workspace, owner);
            store.insert(new Member(
                    workspace.realm(),
                    workspace.id(),
                    person,
                    Status.ACTIVE,
                    Source.OWNER,
                    true,
                    List.of(new HeldRole(role.id(), role.name(), false)),
                    clock.millis(),
                    1));
            record(
                    actor,
                    workspace,
                    ActivityType.MEMBER_ADDED,
                    person,
                    new Changes().field("roles", null, List.of(role.name())));
            return;
        }
        Member member = before.get();
        if (member.status() == Status.SUSPENDED) {
            store.updateStatus(workspace.realm(), workspace.id(), owner, Status.ACTIVE);
            record(
                    actor,
                    workspace,
                    ActivityType.MEMBER_RESUMED,
                    member.user(),
                    new Changes().field("status", Status.SUSPENDED.name(), Status.ACTIVE.name()));
        }
        if (member.source() == Source.IDP || member.source() == Source.LDAP) {
            store.removeManaged(workspace.realm(), workspace.id(), owner);
        }
        if (member.source() == Source.GROUP || member.source() == Source.IDP || member.source() == Source.LDAP) {
            store.updateSource(workspace.realm(), workspace.id(), owner, Source.OWNER);
        }
        changeRoles(actor, workspace, member, role);
    }

    @Override
    public void unseatOwner(Actor actor, Workspace workspace, UserId former) {
        Optional<Member> seated = direct(workspace, former);
        if (seated.isPresent()) {
            changeRoles(actor, workspace, seated.get(), roles.builtIn(workspace.realm(), Role.Kind.ADMIN));
        } else if (workspace.organization() != null) {
            // Without the ownership nothing holds him in a workspace whose organization he is not in.
            store.delete(workspace.realm(), workspace.id(), former);
            record(actor, workspace, ActivityType.MEMBER_REMOVED, person(workspace, former), new Changes());
        }
    }

    @Override
    public List<String> othersThan(Workspace workspace, Set<UserId> users, int max) {
        return store.othersThan(workspace.realm(), workspace.id(), users, max).stream()
                .map(Person::username)
                .toList();
    }

    @Override
    public List<String> outside(Workspace workspace, String organization, int max) {
        return store.outside(workspace.realm(), workspace.id(), organization, max).stream()
                .map(Person::username)
                .toList();
    }

    @Override
    public boolean mayBeUnder(RealmId realm, String organization, UserId user) {
        return !store.countingIn(realm, organization, Set.of(user)).isEmpty();
    }

    private void changeRoles(Actor actor, Workspace workspace, Member member, Role only) {
        Set<RoleId> wanted = Set.of(only.id());
        if (member.directRoles().equals(wanted)) {
            return;
        }
        store.updateRoles(workspace.realm(), workspace.id(), member.user().id(), wanted);
        record(
                actor,
                workspace,
                ActivityType.MEMBER_ROLES_CHANGED,
                member.user(),
                new Changes().field("roles", member.directRoleNames(), List.of(only.name())));
    }

    private Optional<Member> direct(Workspace workspace, UserId user) {
        return store.find(workspace.realm(), workspace.id(), new Subject(user, Set.of()))
                .filter(Member::direct);
    }

    private Person person(Workspace workspace, UserId user) {
        return people.find(workspace.realm(), user).orElseGet(() -> new Person(user, user.value(), null, null, null));
    }

    private void record(Actor actor, Workspace workspace, ActivityType type, Person person, Changes changes) {
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
