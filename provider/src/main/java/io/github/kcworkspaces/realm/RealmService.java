package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleService;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.InvitationSettings;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsRules;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceMembers;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enables a realm for workspaces and changes its settings. */
public final class RealmService {

    private static final int SEATED_AT_ONCE = 500;

    private final SettingsStore store;
    private final RealmProvisioning provisioning;
    private final RoleService roleService;
    private final RoleStore roles;
    private final WorkspaceService workspaces;
    private final WorkspaceMembers seats;
    private final MemberStore members;
    private final SubjectDirectory subjects;
    private final AttributePolicy attributes;
    private final Recorder recorder;

    public RealmService(
            SettingsStore store,
            RealmProvisioning provisioning,
            RoleService roleService,
            RoleStore roles,
            WorkspaceService workspaces,
            WorkspaceMembers seats,
            MemberStore members,
            SubjectDirectory subjects,
            AttributePolicy attributes,
            Recorder recorder) {
        this.store = store;
        this.provisioning = provisioning;
        this.roleService = roleService;
        this.roles = roles;
        this.workspaces = workspaces;
        this.seats = seats;
        this.members = members;
        this.subjects = subjects;
        this.attributes = attributes;
        this.recorder = recorder;
    }

    /** The settings, also of a realm that was never enabled. */
    public RealmSettings settings(RealmId realm) {
        return store.find(realm).orElseGet(() -> RealmSettings.initial(realm));
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code REALM_NOT_ENABLED} (rule W9) */
    public RealmSettings requireEnabled(RealmId realm) {
        return SettingsRules.realmIsEnabled(store.find(realm));
    }

    /**
     * Changes the settings. Enabling is idempotent and safe when several do it at once: the row of the settings is the
     * lock behind which default workspace, built-in roles, client and scopes are created (rule W1).
     */
    public RealmSettings update(RealmId realm, Actor actor, SettingsChange change) {
        store.ensure(realm);
        RealmSettings before = store.lock(realm).orElseGet(() -> RealmSettings.initial(realm));
        VersionRules.versionIsCurrent(change.expectedVersion(), before.version());
        RealmSettings wanted = merge(before, change);
        SettingsRules.valuesAreValid(wanted);
        wanted.subjectAttributes().stream()
                .filter(attribute -> !before.subjectAttributes().contains(attribute))
                .forEach(attribute ->
                        SettingsRules.attributeIsNotUserEditable(attribute, attributes.userMayEdit(realm, attribute)));
        Optional<SubjectFacts> newOwner = newAccountOwner(before, wanted);
        if (wanted.enabled()) {
            provisioning.provision(wanted);
            roleService.ensureBuiltIn(realm, actor);
            if (wanted.defaultWorkspace() == null) {
                Workspace created = workspaces.createDefault(realm, actor, wanted.accountOwner());
                wanted = wanted.withDefaultWorkspace(created.id());
            }
        }
        if (before.enabled() && !wanted.enabled()) {
            provisioning.withdraw(realm);
        }
        Changes changes = changes(before, wanted);
        if (changes.isEmpty()) {
            return before;
        }
        store.update(wanted);
        record(actor, before, wanted, changes);
        if (newOwner.isPresent() && wanted.defaultWorkspace() != null) {
            handOver(realm, actor, before.accountOwner(), newOwner.get());
        }
        return settings(realm);
    }

    /** A user is gone: if he owned the account, it has no owner until a setting names another. */
    public void accountOwnerRemoved(RealmId realm, Actor actor, UserId removed) {
        store.lock(realm)
                .filter(before -> removed.equals(before.accountOwner()))
                .ifPresent(before -> {
                    RealmSettings after = before.withAccountOwner(null);
                    store.update(after);
                    record(actor, before, after, changes(before, after));
                });
    }

    /** Keycloak has removed the realm: from now on it is not enabled. In constant time; the sweeper takes the rest. */
    public void realmRemoved(RealmId realm) {
        store.delete(realm);
    }

    private Optional<SubjectFacts> newAccountOwner(RealmSettings before, RealmSettings wanted) {
        UserId owner = wanted.accountOwner();
        if (owner == null || owner.equals(before.accountOwner())) {
            return Optional.empty();
        }
        Optional<SubjectFacts> found = subjects.find(before.realm(), owner).filter(SubjectFacts::enabled);
        if (found.isEmpty()) {
            throw RealmRules.unknownUser();
        }
        return found;
    }

    /** W4: the new account owner becomes a member of every workspace; the former one goes on as an admin of them. */
    private void handOver(RealmId realm, Actor actor, @Nullable UserId former, SubjectFacts owner) {
        Role ownerRole = roles.builtIn(realm, Role.Kind.OWNER);
        List<MemberStore.Seat> missing = members.workspacesWithout(realm, owner.id(), ownerRole.id(), SEATED_AT_ONCE);
        while (!missing.isEmpty()) {
            for (MemberStore.Seat seat : missing) {
                Workspace workspace = find(realm, seat);
                seats.seatOwner(actor, workspace, owner.id());
                if (workspace.owner() == null) {
                    workspaces.adopt(workspace, actor, owner);
                }
            }
            missing = members.workspacesWithout(realm, owner.id(), ownerRole.id(), SEATED_AT_ONCE);
        }
        if (former != null) {
            for (MemberStore.Seat seat : members.seatsWithRole(realm, former, ownerRole.id())) {
                Workspace workspace = find(realm, seat);
                if (!Objects.equals(workspace.owner(), former)) {
                    seats.unseatOwner(actor, workspace, former);
                }
            }
        }
    }

    private Workspace find(RealmId realm, MemberStore.Seat seat) {
        return WorkspaceRules.exists(workspaces.find(realm, seat.workspace().value()));
    }

    private static RealmSettings merge(RealmSettings before, SettingsChange change) {
        return new RealmSettings(
                before.realm(),
                change.enabled() == null ? before.enabled() : change.enabled(),
                change.accountOwner() == null ? before.accountOwner() : change.accountOwner(),
                before.defaultWorkspace(),
                change.workspaceCreation() == null ? before.workspaceCreation() : change.workspaceCreation(),
                change.gate() == null ? before.gate() : change.gate(),
                change.claimBudgetBytes() == null ? before.claimBudgetBytes() : change.claimBudgetBytes(),
                change.subjectAttributes() == null ? before.subjectAttributes() : change.subjectAttributes(),
                change.mfaRequiredFor() == null ? before.mfaRequiredFor() : change.mfaRequiredFor(),
                change.mfaLevel() == null ? before.mfaLevel() : change.mfaLevel(),
                merge(before.invitations(), change),
                before.catalogueRevision(),
                before.version());
    }

    private static InvitationSettings merge(InvitationSettings before, SettingsChange change) {
        Integer lifespan = change.invitationLifespanHours();
        Boolean bypass = change.bypassInvitations();
        Integer reminder = change.invitationReminderHours();
        return new InvitationSettings(
                lifespan == null ? before.lifespanHours() : lifespan,
                bypass == null ? before.bypass() : bypass,
                reminder == null ? before.reminderHours() : reminder);
    }

    private static Changes changes(RealmSettings before, RealmSettings after) {
        return new Changes()
                .field("enabled", before.enabled(), after.enabled())
                .field("accountOwner", text(before.accountOwner()), text(after.accountOwner()))
                .field("defaultWorkspace", text(before.defaultWorkspace()), text(after.defaultWorkspace()))
                .field(
                        "workspaceCreation",
                        before.workspaceCreation().name(),
                        after.workspaceCreation().name())
                .field("gate", before.gate().name(), after.gate().name())
                .field("claimBudgetBytes", before.claimBudgetBytes(), after.claimBudgetBytes())
                .field("subjectAttributes", before.subjectAttributes(), after.subjectAttributes())
                .field(
                        "mfaRequiredFor",
                        before.mfaRequiredFor().name(),
                        after.mfaRequiredFor().name())
                .field("mfaLevel", before.mfaLevel(), after.mfaLevel())
                .field(
                        "invitationLifespanHours",
                        before.invitations().lifespanHours(),
                        after.invitations().lifespanHours())
                .field(
                        "bypassInvitations",
                        before.invitations().bypass(),
                        after.invitations().bypass())
                .field(
                        "invitationReminderHours",
                        before.invitations().reminderHours(),
                        after.invitations().reminderHours());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private void record(Actor actor, RealmSettings before, RealmSettings after, Changes changes) {
        ActivityType type = ActivityType.SETTINGS_UPDATED;
        if (before.enabled() != after.enabled()) {
            type = after.enabled() ? ActivityType.REALM_ENABLED : ActivityType.REALM_DISABLED;
        } else if (!Objects.equals(before.accountOwner(), after.accountOwner())) {
            type = ActivityType.ACCOUNT_OWNER_CHANGED;
        }
        recorder.record(
                after.realm(),
                actor,
                type,
                new Target("realm", after.realm().value(), after.realm().value()),
                changes);
    }
}
