package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore.Given;
import io.github.kcworkspaces.member.ManagedRoleStore.Place;
import io.github.kcworkspaces.member.ManagedRoleStore.Row;
import io.github.kcworkspaces.member.ManagedRoleStore.SourceRole;
import io.github.kcworkspaces.member.ManagedRoleStore.Standing;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.member.Member.Source;
import io.github.kcworkspaces.member.Member.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Roles that identity providers and directories bring (rule M3). What a source gives is kept apart from what was given by
 * hand. A source gives only what somebody who may grant it has approved (R5), never the role of owners, and nothing to owners (W3).
 */
public final class ManagedRoleService {

    private static final int AT_ONCE = 500;

    private final ManagedRoleStore store;
    private final SourceApprovalStore approvals;
    private final SubjectDirectory subjects;
    private final People people;
    private final MemberShares shares;
    private final Recorder recorder;
    private final Clock clock;

    public ManagedRoleService(
            ManagedRoleStore store,
            SourceApprovalStore approvals,
            SubjectDirectory subjects,
            People people,
            MemberShares shares,
            Recorder recorder,
            Clock clock) {
        this.store = store;
        this.approvals = approvals;
        this.subjects = subjects;
        this.people = people;
        this.shares = shares;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** What becomes of a membership. */
    private enum Fate {
        BEGINS,
        GOES_ON,
        ENDS
    }

    /**
     * What changes for one member.
     *
     * @param added with their names, as {@code removed}
     * @param source of the membership afterwards
     */
    private record Plan(
            Standing standing, Map<RoleId, String> added, Map<RoleId, String> removed, Fate fate, Source source) {}

    /**
     * Brings what the source gives the user to exactly what is wanted, as far as it was approved. Memberships begin with the
     * first role that a source gives, and end with the last if they never were by hand; a suspended one stays suspended. As it
     * is already: two statements, and nothing is written. Else a constant number, but for rows of the trail and for shares
     * that end with a membership.
     *
     * @param actor whose cause tells that it is a synchronisation
     * @param wanted roles by workspace; empty where it gives nothing any more
     */
    public void reconcile(
            RealmId realm, Actor actor, UserId user, RoleSource source, Map<WorkspaceId, Set<RoleId>> wanted) {
        bring(realm, actor, user, source, approved(realm, source, wanted));
    }

    private void bring(
            RealmId realm, Actor actor, UserId user, RoleSource source, Map<WorkspaceId, Map<RoleId, String>> giving) {
        List<Plan> plans = plans(store.standings(realm, user, source.key(), giving.keySet()), source, giving);
        if (plans.stream().anyMatch(plan -> !plan.added().isEmpty())) {
            // Two logins of one user at the same time must not add the same rows.
            store.lock(
                    realm,
                    plans.stream()
                            .map(plan -> plan.standing().place().workspace())
                            .toList());
            plans = plans(store.standings(realm, user, source.key(), giving.keySet()), source, giving);
        }
        apply(realm, actor, source, plans);
    }

    /**
     * The same for a source that gives all that was approved for it, or nothing.
     *
     * @param applies whether it has something for the user
     * @return whether it gives something to whom it applies to
     */
    public boolean reconcile(RealmId realm, Actor actor, UserId user, RoleSource source, boolean applies) {
        Map<WorkspaceId, Map<RoleId, String>> giving =
                applies ? approvals.approved(realm, source.key(), source.fingerprint()) : Map.of();
        bring(realm, actor, user, source, giving);
        return !giving.isEmpty();
    }

    /**
     * A source is gone, or brings nothing to a workspace any more: some of those who have something from it lose that.
     *
     * @param workspace null for all
     * @return how many memberships changed; 0 when none is left
     */
    public int withdraw(RealmId realm, Actor actor, RoleSource source, @Nullable WorkspaceId workspace) {
        List<Plan> plans = new ArrayList<>();
        for (Standing standing : store.fed(realm, source.key(), workspace, AT_ONCE)) {
            plans.add(plan(standing, source, Map.of(), true));
        }
        apply(realm, actor, source, plans);
        return plans.size();
    }

    /** A user is no longer linked with where these sources are, and has nothing from them any more. */
    public void unlinked(RealmId realm, Actor actor, UserId user, Collection<RoleSource> sources) {
        for (RoleSource source : sources) {
            apply(
                    realm,
                    actor,
                    source,
                    store.fedTo(realm, source.key(), user).stream()
                            .map(standing -> plan(standing, source, Map.of(), true))
                            .toList());
        }
    }

    /** Sources that give something and that Keycloak no longer has. */
    List<ManagedRoleStore.Gone> gone(int max) {
        return store.gone(max);
    }

    private Map<WorkspaceId, Map<RoleId, String>> approved(
            RealmId realm, RoleSource source, Map<WorkspaceId, Set<RoleId>> wanted) {
        Map<WorkspaceId, Map<RoleId, String>> giving = new LinkedHashMap<>();
        if (wanted.values().stream().allMatch(Set::isEmpty)) {
            return giving;
        }
        Map<WorkspaceId, Map<RoleId, String>> approved = approvals.approved(realm, source.key(), source.fingerprint());
        wanted.forEach((workspace, roles) -> {
            Map<RoleId, String> names = new LinkedHashMap<>(approved.getOrDefault(workspace, Map.of()));
            names.keySet().retainAll(roles);
            if (!names.isEmpty()) {
                giving.put(workspace, names);
            }
        });
        return giving;
    }

    private static List<Plan> plans(
            List<Standing> standings, RoleSource source, Map<WorkspaceId, Map<RoleId, String>> giving) {
        List<Plan> plans = new ArrayList<>();
        for (Standing standing : standings) {
            if (!standing.owner()) {
                Map<RoleId, String> wanted =
                        giving.getOrDefault(standing.place().workspace(), Map.of());
                Plan plan = plan(standing, source, wanted, false);
                if (!plan.added().isEmpty() || !plan.removed().isEmpty()) {
                    plans.add(plan);
                }
            }
        }
        return plans;
    }

    private static Plan plan(Standing standing, RoleSource source, Map<RoleId, String> wanted, boolean gone) {
        Map<RoleId, String> added = new LinkedHashMap<>(wanted);
        Map<RoleId, String> removed = new LinkedHashMap<>();
        String others = null;
        for (Given given : standing.given()) {
            if (given.source().equals(source.key())) {
                if (added.remove(given.role()) == null) {
                    removed.put(given.role(), given.name());
                }
            } else if (!given.source().equals(RoleSource.HAND)) {
                others = given.source();
            }
        }
        Row row = standing.row();
        if (row == null) {
            return new Plan(
                    standing,
                    added,
                    removed,
                    added.isEmpty() ? Fate.GOES_ON : Fate.BEGINS,
                    source.kind().membership());
        }
        boolean managed = row.source() == Source.IDP || row.source() == Source.LDAP;
        if (!gone && !wanted.isEmpty()) {
            boolean begins = row.source() == Source.GROUP;
            return new Plan(
                    standing,
                    added,
                    removed,
                    Fate.GOES_ON,
                    begins ? source.kind().membership() : row.source());
        }
        if (!managed) {
            return new Plan(standing, added, removed, Fate.GOES_ON, row.source());
        }
        return others == null
                ? new Plan(standing, added, removed, Fate.ENDS, Source.GROUP)
                : new Plan(
                        standing,
                        added,
                        removed,
                        Fate.GOES_ON,
                        RoleSource.Kind.of(others).membership());
    }

    private void apply(RealmId realm, Actor actor, RoleSource source, List<Plan> plans) {
        if (plans.isEmpty()) {
            return;
        }
        Map<UserId, Person> names = new HashMap<>();
        List<Member> inserted = new ArrayList<>();
        List<SourceRole> given = new ArrayList<>();
        List<SourceRole> taken = new ArrayList<>();
        Map<Place, Source> touched = new LinkedHashMap<>();
        List<Plan> ending = new ArrayList<>();
        for (Plan plan : plans) {
            Place place = plan.standing().place();
            plan.added().keySet().forEach(role -> given.add(new SourceRole(place, role)));
            plan.removed().keySet().forEach(role -> taken.add(new SourceRole(place, role)));
            switch (plan.fate()) {
                case BEGINS -> inserted.add(begun(realm, plan, names));
                case GOES_ON -> touched.put(place, plan.source());
                case ENDS -> ending.add(plan);
            }
        }
        Set<Place> grouped = grouped(realm, ending);
        List<Place> stripped = new ArrayList<>();
        List<Place> deleted = new ArrayList<>();
        for (Plan plan : ending) {
            Place place = plan.standing().place();
            if (!grouped.contains(place)) {
                shares.memberRemoved(actor, realm, place.workspace(), place.user(), person(realm, plan, names));
            }
            if (grouped.contains(place)) {
                touched.put(place, Source.GROUP);
            } else if (suspended(plan)) {
                // The suspension waits for him: who comes back through a source or a group is still suspended.
                touched.put(place, Source.GROUP);
                stripped.add(place);
            } else {
                deleted.add(place);
            }
        }
        store.take(realm, source.key(), taken);
        store.strip(realm, stripped);
        store.delete(realm, deleted);
        store.insert(inserted);
        store.give(realm, source.key(), given);
        store.touch(realm, touched);
        for (Plan plan : plans) {
            record(realm, actor, source, plan, person(realm, plan, names), grouped);
        }
    }

    private Member begun(RealmId realm, Plan plan, Map<UserId, Person> names) {
        Place place = plan.standing().place();
        Person person = names.computeIfAbsent(place.user(), user -> found(realm, user));
        return new Member(
                realm, place.workspace(), person, Status.ACTIVE, plan.source(), true, List.of(), clock.millis(), 1);
    }

    private static boolean suspended(Plan plan) {
        Row row = plan.standing().row();
        return row != null && row.status() == Status.SUSPENDED;
    }

    /** Of those whose membership would end, those who still belong through a group. */
    private Set<Place> grouped(RealmId realm, List<Plan> ending) {
        Set<Place> grouped = new HashSet<>();
        if (ending.isEmpty()) {
            return grouped;
        }
        Set<WorkspaceId> workspaces = new HashSet<>();
        ending.forEach(plan -> workspaces.add(plan.standing().place().workspace()));
        Map<WorkspaceId, Set<GroupId>> mapped = store.mappedGroups(realm, workspaces);
        Map<UserId, Set<GroupId>> groups = new HashMap<>();
        for (Plan plan : ending) {
            Place place = plan.standing().place();
            Set<GroupId> here = mapped.getOrDefault(place.workspace(), Set.of());
            if (!here.isEmpty()
                    && !Collections.disjoint(here, groups.computeIfAbsent(place.user(), user -> groups(realm, user)))) {
                grouped.add(place);
            }
        }
        return grouped;
    }

    private Set<GroupId> groups(RealmId realm, UserId user) {
        return subjects.find(realm, user)
                .map(subject -> subject.subject().groups())
                .orElse(Set.of());
    }

    private String person(RealmId realm, Plan plan, Map<UserId, Person> names) {
        return names.computeIfAbsent(plan.standing().place().user(), user -> {
                    Row row = plan.standing().row();
                    return row == null ? found(realm, user) : new Person(user, row.username(), null, null, null);
                })
                .username();
    }

    private Person found(RealmId realm, UserId user) {
        return people.find(realm, user).orElseGet(() -> new Person(user, user.value(), null, null, null));
    }

    private void record(RealmId realm, Actor actor, RoleSource source, Plan plan, String username, Set<Place> grouped) {
        Place place = plan.standing().place();
        boolean ends = plan.fate() == Fate.ENDS && !grouped.contains(place);
        Changes changes = new Changes();
        ActivityType type;
        if (plan.fate() == Fate.BEGINS) {
            type = ActivityType.MEMBER_ADDED;
            changes.field("status", null, Status.ACTIVE.name())
                    .field("roles", null, sorted(plan.added().values()))
                    .field("source", null, source.name());
        } else if (ends) {
            type = ActivityType.MEMBER_REMOVED;
            Map<String, String> lost = new TreeMap<>();
            plan.standing().given().forEach(given -> lost.put(given.role().value(), given.name()));
            changes.field("roles", sorted(lost.values()), null).field("source", source.name(), null);
        } else {
            type = ActivityType.MEMBER_ROLES_CHANGED;
            if (!plan.removed().isEmpty()) {
                changes.field("removed", sorted(plan.removed().values()), null);
            }
            if (!plan.added().isEmpty()) {
                changes.field("added", null, sorted(plan.added().values()));
            }
            boolean gives = !plan.added().isEmpty();
            changes.field("source", gives ? null : source.name(), gives ? source.name() : null);
        }
        recorder.record(
                realm,
                place.workspace(),
                plan.standing().alias(),
                actor,
                type,
                new Target("user", place.user().value(), username),
                changes);
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
