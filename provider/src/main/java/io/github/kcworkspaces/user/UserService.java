package io.github.kcworkspaces.user;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.InvitationUpkeep;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.People;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.realm.AccountAdminService;
import io.github.kcworkspaces.realm.Namesakes;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the users of a realm, and changes their type, their status and whether there are any. */
public final class UserService {

    private static final int NAMED_IN_A_REFUSAL = 100;

    /** What it works through. */
    public record Collaborators(
            Accounts accounts,
            AccountAdminService admins,
            WorkspaceService workspaces,
            MemberStore members,
            SettingsStore settings,
            SubjectDirectory subjects,
            People people,
            Namesakes namesakes,
            InvitationUpkeep invitations) {}

    private final UserStore store;
    private final LoginStore logins;
    private final Collaborators others;
    private final Recorder recorder;
    private final Clock clock;

    public UserService(UserStore store, LoginStore logins, Collaborators others, Recorder recorder, Clock clock) {
        this.store = store;
        this.logins = logins;
        this.others = others;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** @see UserStore#slice */
    public Slice<User> slice(RealmId realm, UserFilter filter) {
        return store.slice(realm, others.accounts().adminRoles(realm), filter);
    }

    /**
     * Also somebody of a directory of whom nothing is stored.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code USER_NOT_FOUND}
     */
    public User get(RealmId realm, UserId id) {
        Optional<User> found = store.find(realm, others.accounts().adminRoles(realm), id);
        Optional<SubjectFacts> subject = others.subjects().find(realm, id);
        if (found.isPresent() && subject.isEmpty() && !federated(id)) {
            throw UserRules.userNotFound();
        }
        return found.map(user -> subject.map(facts -> asNow(user, facts)).orElse(user))
                .or(() ->
                        subject.flatMap(facts -> others.people().find(realm, id).map(person -> unknown(person, facts))))
                .orElseThrow(UserRules::userNotFound);
    }

    /** Whether a directory that Keycloak does not import keeps the user. */
    private static boolean federated(UserId user) {
        return user.value().startsWith("f:");
    }

    /** Lists know of people of directories only what is stored: the directory knows whether they may come in. */
    private static User asNow(User user, SubjectFacts facts) {
        User.Status status = facts.enabled()
                ? User.statusOf(true, user.status() == User.Status.INVITED, user.places())
                : User.Status.DISABLED;
        return new User(
                user.id(),
                user.username(),
                user.email(),
                user.firstName(),
                user.lastName(),
                facts.accountAdmin() ? User.Type.ADMIN : user.type(),
                status,
                user.source(),
                user.createdAt(),
                user.lastLogin(),
                user.lastClient(),
                user.activeWorkspace(),
                user.places());
    }

    private static User unknown(Member.Person person, SubjectFacts facts) {
        return new User(
                person.id(),
                person.username(),
                person.email(),
                person.firstName(),
                person.lastName(),
                facts.accountAdmin() ? User.Type.ADMIN : User.Type.NORMAL,
                User.statusOf(facts.enabled(), false, List.of()),
                User.Source.LDAP,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Makes a user an account admin or a normal user (rule M2). */
    public void changeType(RealmId realm, Actor actor, UserId user, User.Type type) {
        others.admins().change(realm, actor, user, type == User.Type.ADMIN);
    }

    /**
     * Makes the user what the status says, everywhere: {@code SUSPENDED} suspends each of his memberships, {@code DISABLED}
     * disables the account, {@code ACTIVE} undoes both. Without effect when he is so already.
     */
    public void changeStatus(RealmId realm, Administrator by, UserId id, User.Status status) {
        User user = get(realm, id);
        switch (status) {
            case ACTIVE -> {
                if (user.status() == User.Status.DISABLED) {
                    setEnabled(realm, by, user, true);
                }
                resume(realm, by.actor(), user);
            }
            case SUSPENDED -> suspend(realm, by.actor(), user);
            case DISABLED -> {
                if (user.status() != User.Status.DISABLED) {
                    setEnabled(realm, by, user, false);
                }
            }
            case INVITED -> throw UserRules.nobodyBecomesInvited();
        }
    }

    private void setEnabled(RealmId realm, Administrator by, User user, boolean enabled) {
        UserRules.mayManageAccounts(by.accounts());
        UserRules.administratorsAreLeftAlone(by, others.accounts().administersKeycloak(realm, user.id()));
        if (!enabled) {
            UserRules.accountOwnerStays(isAccountOwner(realm, user.id()));
            others.admins().mayBeDeleted(realm, user.id());
        }
        UserRules.accountWasChanged(others.accounts().setEnabled(realm, user.id(), enabled));
        record(
                realm,
                by.actor(),
                enabled ? ActivityType.USER_ENABLED : ActivityType.USER_DISABLED,
                user,
                new Changes().field("enabled", !enabled, enabled));
    }

    private void suspend(RealmId realm, Actor actor, User user) {
        UserRules.accountAdminsAreNotSuspended(user);
        UserRules.accountOwnerStays(isAccountOwner(realm, user.id()));
        UserRules.ownersAreNotSuspended(others.workspaces().ownedBy(realm, user.id()));
        UserRules.isMemberSomewhere(user);
        List<User.Place> active =
                user.places().stream().filter(place -> !place.suspended()).toList();
        if (active.isEmpty()) {
            return;
        }
        store.setStatus(realm, user.id(), Member.Status.SUSPENDED);
        active.stream()
                .filter(place -> !place.row())
                .forEach(place -> others.members().insert(accompanying(realm, user, place)));
        changed(realm, actor, user, active, ActivityType.USER_SUSPENDED);
    }

    private void resume(RealmId realm, Actor actor, User user) {
        List<User.Place> suspended =
                user.places().stream().filter(User.Place::suspended).toList();
        if (!suspended.isEmpty()) {
            store.setStatus(realm, user.id(), Member.Status.ACTIVE);
            changed(realm, actor, user, suspended, ActivityType.USER_RESUMED);
        }
    }

    /** A member through a group gets a row of his own, which follows the group. */
    private Member accompanying(RealmId realm, User user, User.Place place) {
        return new Member(
                realm,
                place.id(),
                others.people()
                        .find(realm, user.id())
                        .orElseGet(() -> new Member.Person(
                                user.id(), user.username(), user.email(), user.firstName(), user.lastName())),
                Member.Status.SUSPENDED,
                Member.Source.GROUP,
                true,
                List.of(),
                clock.millis(),
                1);
    }

    /** One row for the realm, and one for each workspace that sees it happen. */
    private void changed(RealmId realm, Actor actor, User user, List<User.Place> places, ActivityType type) {
        boolean suspends = type == ActivityType.USER_SUSPENDED;
        String before = suspends ? Member.Status.ACTIVE.name() : Member.Status.SUSPENDED.name();
        String after = suspends ? Member.Status.SUSPENDED.name() : Member.Status.ACTIVE.name();
        for (User.Place place : places) {
            recorder.record(
                    realm,
                    place.id(),
                    place.alias(),
                    actor,
                    suspends ? ActivityType.MEMBER_SUSPENDED : ActivityType.MEMBER_RESUMED,
                    target(user),
                    new Changes().field("status", before, after));
        }
        record(realm, actor, type, user, new Changes().field("status", before, after));
    }

    /**
     * Deletes the account, and with it sessions, memberships and shares. What the user owns goes to the successor; without
     * one it is listed in the refusal (rule M1).
     */
    public void delete(RealmId realm, Administrator by, UserId id, @Nullable UserId successor) {
        User user = get(realm, id);
        UserRules.mayManageAccounts(by.accounts());
        UserRules.administratorsAreLeftAlone(by, others.accounts().administersKeycloak(realm, id));
        UserRules.accountOwnerStays(isAccountOwner(realm, id));
        others.admins().mayBeDeleted(realm, id);
        if (successor == null) {
            UserRules.nothingIsOwned(
                    others.workspaces().ownedBy(realm, id), store.owned(realm, id, NAMED_IN_A_REFUSAL));
        } else {
            handOver(realm, by.actor(), user, successor);
        }
        record(
                realm,
                by.actor(),
                ActivityType.USER_DELETED,
                user,
                new Changes()
                        .field("username", user.username(), null)
                        .field("email", user.email(), null)
                        .field("firstName", user.firstName(), null)
                        .field("lastName", user.lastName(), null)
                        .field("type", user.type().name(), null)
                        .field(
                                "workspaces",
                                user.places().isEmpty()
                                        ? null
                                        : user.places().stream()
                                                .map(User.Place::alias)
                                                .limit(NAMED_IN_A_REFUSAL)
                                                .toList(),
                                null));
        if (others.accounts().exists(realm, id)) {
            UserRules.accountWasChanged(others.accounts().remove(realm, id));
        } else {
            // The directory no longer has him, and so nobody tells that he is gone.
            others.namesakes().gone(realm, by.actor(), id, user.username());
            others.invitations().userRemoved(realm, by.actor(), id, user.email());
            removed(realm, id);
        }
    }

    private void handOver(RealmId realm, Actor actor, User user, UserId successor) {
        SubjectFacts heir = others.subjects()
                .find(realm, successor)
                .filter(SubjectFacts::enabled)
                .filter(facts -> !facts.id().equals(user.id()))
                .orElseThrow(UserRules::unknownSuccessor);
        for (Workspace workspace : others.workspaces().ownedBy(realm, user.id())) {
            others.workspaces().transfer(workspace, actor, successor, null);
        }
        for (UserStore.HandedOver handed : store.handOver(realm, user.id(), successor)) {
            recorder.record(
                    realm,
                    handed.workspace(),
                    handed.alias(),
                    actor,
                    ActivityType.RESOURCES_HANDED_OVER,
                    target(user),
                    new Changes()
                            .field("owner", user.username(), heir.username())
                            .field("resources", null, handed.count()));
        }
    }

    /** A user is gone: when he was here last is forgotten. */
    public void removed(RealmId realm, UserId user) {
        logins.forget(realm, user);
    }

    /** Somebody takes the list along; written before he gets the first row of it. */
    public void exported(RealmId realm, Actor actor, UserFilter filter, String format) {
        User.Type type = filter.type();
        User.Status status = filter.status();
        User.Source source = filter.source();
        recorder.record(
                realm,
                actor,
                ActivityType.USERS_EXPORTED,
                new Target("export", format, "users." + format),
                new Changes()
                        .field("format", null, format)
                        .field("search", null, filter.search())
                        .field("type", null, type == null ? null : type.name())
                        .field("status", null, status == null ? null : status.name())
                        .field("source", null, source == null ? null : source.name())
                        .field(
                                "workspace",
                                null,
                                filter.workspace() == null
                                        ? null
                                        : filter.workspace().value())
                        .field("role", null, filter.role()));
    }

    /** Somebody logged in, or got a token for a workspace. */
    public void seen(RealmId realm, UserId user, LoginStore.Seen seen) {
        logins.seen(realm, user, seen);
    }

    public boolean isAccountOwner(RealmId realm, UserId user) {
        return others.settings()
                .find(realm)
                .map(RealmSettings::accountOwner)
                .filter(user::equals)
                .isPresent();
    }

    private void record(RealmId realm, Actor actor, ActivityType type, User user, Changes changes) {
        recorder.record(realm, actor, type, target(user), changes);
    }

    private static Target target(User user) {
        return new Target("user", user.id().value(), user.username());
    }
}
