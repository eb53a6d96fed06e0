package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore.Place;
import io.github.kcworkspaces.member.ManagedRoleStore.SourceRole;
import io.github.kcworkspaces.member.ManagedRoleStore.Standing;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people are given at their first login: ordinary memberships, once for each user. The rules keep ids, so that a new
 * workspace or role under an old name is not meant; what is gone is not given.
 */
public final class FirstLoginService {

    private static final String NO_SOURCE = "first-login";

    private final FirstLoginStore store;
    private final SettingsStore settings;
    private final ManagedRoleStore members;
    private final WorkspaceService workspaces;
    private final RoleStore roles;
    private final RoleReferences references;
    private final GrantGuard guard;
    private final People people;
    private final Recorder recorder;
    private final Clock clock;

    public FirstLoginService(
            FirstLoginStore store,
            SettingsStore settings,
            ManagedRoleStore members,
            WorkspaceService workspaces,
            RoleStore roles,
            GrantGuard guard,
            People people,
            Recorder recorder,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.members = members;
        this.workspaces = workspaces;
        this.roles = roles;
        this.references = new RoleReferences(roles);
        this.guard = guard;
        this.people = people;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * A rule as it is written.
     *
     * @param workspace id or alias
     * @param roles ids or names
     */
    public record Draft(FirstLoginRule.Kind kind, String value, String workspace, List<String> roles) {

        public Draft {
            roles = List.copyOf(roles);
        }
    }

    /** A rule with the names of now; what is gone is left out. */
    public record View(FirstLoginRule.Kind kind, String value, Workspace workspace, List<Role> roles) {

        public View {
            roles = List.copyOf(roles);
        }
    }

    /** The rules of the realm, without those of which everything is gone. */
    public List<View> list(RealmId realm) {
        List<View> views = new ArrayList<>();
        for (FirstLoginRule rule : store.rules(realm)) {
            workspaces
                    .find(realm, rule.workspace().value())
                    .ifPresent(workspace ->
                            views.add(new View(rule.kind(), rule.value(), workspace, live(workspace, rule.roles()))));
        }
        return views;
    }

    /**
     * Replaces the rules, with which the settings get a new version; whoever sets them must hold what they give (R5). The
     * same again writes nothing.
     */
    public void put(Caller caller, RealmId realm, List<Draft> drafts) {
        MemberRules.firstLoginIsValid(drafts);
        List<FirstLoginRule> rules = new ArrayList<>();
        for (int index = 0; index < drafts.size(); index++) {
            Draft draft = drafts.get(index);
            Workspace workspace =
                    MemberRules.firstLoginWorkspaceExists(index, workspaces.find(realm, draft.workspace()));
            List<Role> given = references.resolve(workspace, draft.roles());
            MemberRules.ownerRoleIsUnassignable(given);
            guard.mayHandle(caller, workspace, given);
            rules.add(new FirstLoginRule(
                    draft.kind(),
                    draft.value(),
                    workspace.id(),
                    given.stream().map(Role::id).collect(Collectors.toSet())));
        }
        replace(caller.actor(), realm, rules);
    }

    /** An identity provider is gone; another one under its alias is not meant. */
    public void providerRemoved(RealmId realm, Actor actor, String alias) {
        replace(
                actor,
                realm,
                store.rules(realm).stream()
                        .filter(rule -> rule.kind() != FirstLoginRule.Kind.PROVIDER
                                || !rule.value().equals(alias))
                        .toList());
    }

    private void replace(Actor actor, RealmId realm, List<FirstLoginRule> rules) {
        if (store.rules(realm).equals(rules)) {
            return;
        }
        List<String> before = texts(realm);
        store.put(realm, rules);
        settings.lock(realm).ifPresent(settings::update);
        List<String> after = texts(realm);
        recorder.record(
                realm,
                actor,
                ActivityType.SETTINGS_UPDATED,
                new Target("settings", realm.value(), "settings"),
                new Changes().field("firstLogin", before.isEmpty() ? null : before, after.isEmpty() ? null : after));
    }

    private List<String> texts(RealmId realm) {
        return list(realm).stream().map(FirstLoginService::text).toList();
    }

    /**
     * Somebody logs in. Who was given what he is given, or to whom no rule applies: one statement. A rule that does not apply
     * today may at a later login, when the address is verified.
     */
    public void loggedIn(RealmId realm, Actor actor, UserId user, FirstLoginRule.Login login) {
        Set<WorkspaceId> named = matching(realm, user, login).keySet();
        if (named.isEmpty()) {
            return;
        }
        members.lock(realm, named);
        // Another login of the same user may have been faster.
        Map<WorkspaceId, Set<RoleId>> wanted = matching(realm, user, login);
        if (wanted.isEmpty()) {
            return;
        }
        store.done(realm, user, clock.millis());
        Person person = people.find(realm, user).orElseGet(() -> new Person(user, user.value(), null, null, null));
        for (Standing standing : members.standings(realm, user, NO_SOURCE, wanted.keySet())) {
            WorkspaceId id = standing.place().workspace();
            if (standing.row() == null && !standing.owner()) {
                workspaces
                        .find(realm, id.value())
                        .ifPresent(workspace ->
                                join(actor, workspace, person, live(workspace, wanted.getOrDefault(id, Set.of()))));
            }
        }
    }

    /** A user of the realm is gone. */
    public void userRemoved(RealmId realm, UserId user) {
        store.forget(realm, user);
    }

    private void join(Actor actor, Workspace workspace, Person person, List<Role> given) {
        if (given.isEmpty()) {
            return;
        }
        Place place = new Place(workspace.id(), person.id());
        members.insert(List.of(new Member(
                workspace.realm(),
                workspace.id(),
                person,
                Member.Status.ACTIVE,
                Member.Source.DIRECT,
                true,
                List.of(),
                clock.millis(),
                1)));
        members.give(
                workspace.realm(),
                RoleSource.HAND,
                given.stream().map(role -> new SourceRole(place, role.id())).toList());
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                ActivityType.MEMBER_ADDED,
                new Target("user", person.id().value(), person.username()),
                new Changes()
                        .field("status", null, Member.Status.ACTIVE.name())
                        .field("roles", null, names(given))
                        .field("source", null, "first login"));
    }

    private Map<WorkspaceId, Set<RoleId>> matching(RealmId realm, UserId user, FirstLoginRule.Login login) {
        Map<WorkspaceId, Set<RoleId>> wanted = new LinkedHashMap<>();
        store.pending(realm, user).stream()
                .filter(rule -> rule.matches(login))
                .forEach(rule -> wanted.computeIfAbsent(rule.workspace(), id -> new LinkedHashSet<>())
                        .addAll(rule.roles()));
        return wanted;
    }

    private List<Role> live(Workspace workspace, Set<RoleId> ids) {
        return ids.isEmpty()
                ? List.of()
                : roles.resolve(
                        workspace.realm(),
                        workspace.id(),
                        ids.stream().map(RoleId::value).toList());
    }

    private static List<String> names(List<Role> given) {
        return given.stream().map(Role::name).sorted().toList();
    }

    private static String text(View rule) {
        return rule.kind().name()
                + (rule.value().isEmpty() ? "" : " " + rule.value())
                + ": "
                + rule.workspace().alias()
                + " "
                + String.join(", ", names(rule.roles()));
    }
}
