package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore.Given;
import io.github.kcworkspaces.member.ManagedRoleStore.Place;
import io.github.kcworkspaces.member.ManagedRoleStore.SourceRole;
import io.github.kcworkspaces.member.ManagedRoleStore.Standing;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes members of people who were invited, in batches. Whether they may be and what may be given to them was asked before;
 * what is given is as if given by hand.
 */
public final class Admissions {

    private static final String NO_SOURCE = "invitation";

    private final ManagedRoleStore store;
    private final Recorder recorder;
    private final Clock clock;

    public Admissions(ManagedRoleStore store, Recorder recorder, Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Somebody to be let in.
     *
     * @param source how he came
     * @param invitedBy user name
     */
    public record Admission(
            Workspace workspace,
            Actor actor,
            Person person,
            List<Role> roles,
            Member.Source source,
            String invitedBy) {

        public Admission {
            roles = List.copyOf(roles);
        }

        private Place place() {
            return new Place(workspace.id(), person.id());
        }
    }

    /**
     * How somebody stands in the workspace himself; keeps everybody else who changes members there waiting.
     *
     * @return null for who has no membership of his own and is no owner
     */
    public @Nullable Standing standing(Workspace workspace, Person person) {
        store.lock(workspace.realm(), Set.of(workspace.id()));
        return store.standings(workspace.realm(), person.id(), NO_SOURCE, Set.of(workspace.id())).stream()
                .filter(standing -> standing.place().workspace().equals(workspace.id()))
                .filter(standing -> standing.row() != null || standing.owner())
                .findFirst()
                .orElse(null);
    }

    /** Lets people in who have no membership of their own; a number of statements that does not depend on how many. */
    public void admit(RealmId realm, List<Admission> admissions) {
        List<Member> members = new ArrayList<>();
        List<SourceRole> given = new ArrayList<>();
        for (Admission admission : admissions) {
            members.add(new Member(
                    realm,
                    admission.workspace().id(),
                    admission.person(),
                    Member.Status.ACTIVE,
                    admission.source(),
                    true,
                    List.of(),
                    clock.millis(),
                    1));
            admission.roles().forEach(role -> given.add(new SourceRole(admission.place(), role.id())));
        }
        store.insert(members);
        store.give(realm, RoleSource.HAND, given);
        for (Admission admission : admissions) {
            record(
                    admission,
                    ActivityType.MEMBER_ADDED,
                    new Changes()
                            .field("status", null, Member.Status.ACTIVE.name())
                            .field("roles", null, names(admission.roles()))
                            .field("source", null, admission.source().name())
                            .field("invitedBy", null, admission.invitedBy()));
        }
    }

    /** Somebody came in otherwise since he was invited: he gets what he lacks. */
    public void add(Admission admission, Standing standing) {
        Set<RoleId> held = standing.given().stream()
                .filter(one -> one.source().equals(RoleSource.HAND))
                .map(Given::role)
                .collect(Collectors.toSet());
        List<Role> missing = admission.roles().stream()
                .filter(role -> !held.contains(role.id()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        RealmId realm = admission.workspace().realm();
        store.give(
                realm,
                RoleSource.HAND,
                missing.stream()
                        .map(role -> new SourceRole(admission.place(), role.id()))
                        .toList());
        store.touch(realm, Map.of(admission.place(), admission.source()));
        record(admission, ActivityType.MEMBER_ROLES_CHANGED, new Changes().field("added", null, names(missing)));
    }

    private void record(Admission admission, ActivityType type, Changes changes) {
        Workspace workspace = admission.workspace();
        WorkspaceId id = workspace.id();
        recorder.record(
                workspace.realm(),
                id,
                workspace.alias(),
                admission.actor(),
                type,
                new Target(
                        "user", admission.person().id().value(), admission.person().username()),
                changes);
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }
}
