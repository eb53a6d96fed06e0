package io.github.kcworkspaces.role;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, renames, deletes and restores roles. What they grant is {@link GrantService}'s business. */
public final class RoleService {

    private static final Map<Role.Kind, String> BUILT_IN = Map.of(
            Role.Kind.OWNER, "Owns the workspace: everything in it, and its transfer. Cannot be assigned.",
            Role.Kind.ADMIN, "Everything inside the workspace.",
            Role.Kind.MEMBER, "Belongs to the workspace, nothing more.");

    private final RoleStore store;
    private final GrantStore grants;
    private final RoleAssignments assignments;
    private final ResourceTypeService types;
    private final Recorder recorder;
    private final Clock clock;
    private final Supplier<String> ids;

    public RoleService(
            RoleStore store,
            GrantStore grants,
            RoleAssignments assignments,
            ResourceTypeService types,
            Recorder recorder,
            Clock clock,
            Supplier<String> ids) {
        this.store = store;
        this.grants = grants;
        this.assignments = assignments;
        this.types = types;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A role as it can be seen in the scope: in a workspace its own roles and the templates.
     */
    public RoleSummary get(RoleScope scope, RoleId id) {
        return store.summary(RoleRules.exists(visible(scope, id)));
    }

    /** A live role of exactly this scope, by name without regard to case. */
    public Optional<Role> find(RoleScope scope, String name) {
        return store.findByName(scope.realm(), scope.workspaceId(), name);
    }

    public Page<RoleSummary> page(RoleScope scope, boolean deleted, PageRequest request) {
        return store.page(scope.realm(), scope.workspaceId(), deleted, request);
    }

    /** @param members users to give the role to at once (rule R2); fails as a whole */
    public Role create(
            Caller caller, RoleScope scope, @Nullable String name, @Nullable String description, List<UserId> members) {
        return create(caller, scope, name, description, members, null);
    }

    /** @param source a role of the scope, not built in, whose grants the new one gets as well (R5); null for none */
    public Role create(
            Caller caller,
            RoleScope scope,
            @Nullable String name,
            @Nullable String description,
            List<UserId> members,
            @Nullable RoleId source) {
        Role cloned = source == null ? null : RoleRules.exists(visible(scope, source));
        RoleRules.textsAreValid(name, description);
        RoleRules.templatesHaveNoMembers(scope, members);
        Role role = new Role(
                new RoleId(ids.get()),
                scope.realm(),
                scope.workspaceId(),
                Role.Kind.CUSTOM,
                String.valueOf(name),
                String.valueOf(description),
                clock.millis(),
                null,
                0,
                1);
        nameIsFree(role);
        store.insert(role);
        Changes changes = new Changes().field("name", null, role.name()).field("description", null, role.description());
        if (cloned != null) {
            changes.field("cloneOf", null, cloned.name());
            cloneGrants(caller, cloned, role);
        }
        record(scope, caller.actor(), ActivityType.ROLE_CREATED, role, changes);
        Workspace workspace = scope.workspace();
        if (workspace != null && !members.isEmpty()) {
            assignments.assign(caller, workspace, role, members);
        }
        return role;
    }

    private void cloneGrants(Caller caller, Role from, Role to) {
        RoleRules.builtInIsImmutable(from);
        RoleRules.roleIsLive(from);
        List<Grant> held = grants.ofRoles(List.of(from.id())).getOrDefault(from.id(), List.of());
        GrantRules.mayGrant(caller.holdings(), held, types.catalogue(from.realm()));
        grants.apply(to, held, List.of());
    }

    /** Changes name or description; what is null keeps its value. */
    public Role update(
            Caller caller,
            RoleScope scope,
            RoleId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Long expectedVersion) {
        Role before = changeable(caller, scope, id, expectedVersion);
        RoleRules.roleIsLive(before);
        Role after = before.withTexts(
                name == null ? before.name() : name, description == null ? before.description() : description);
        RoleRules.textsAreValid(after.name(), after.description());
        Changes changes = new Changes()
                .field("name", before.name(), after.name())
                .field("description", before.description(), after.description());
        if (changes.isEmpty()) {
            return before;
        }
        nameIsFree(after);
        store.update(after);
        record(scope, caller.actor(), ActivityType.ROLE_UPDATED, after, changes);
        return reload(scope, id);
    }

    /** Deletes softly: who holds the role loses what it grants, and gets it back when it is restored. */
    public void delete(Caller caller, RoleScope scope, RoleId id, @Nullable Long expectedVersion) {
        Role role = changeable(caller, scope, id, expectedVersion);
        if (!role.live()) {
            return;
        }
        store.update(role.withDeletedAt(clock.millis()));
        record(scope, caller.actor(), ActivityType.ROLE_DELETED, role, new Changes());
    }

    /** Restores a deleted role; its name must still be free, and it must not give more than the caller holds. */
    public Role restore(Caller caller, RoleScope scope, RoleId id) {
        Role role = changeable(caller, scope, id, null);
        if (role.live()) {
            return role;
        }
        nameIsFree(role);
        store.update(role.withDeletedAt(null));
        record(scope, caller.actor(), ActivityType.ROLE_RESTORED, role, new Changes());
        return reload(scope, id);
    }

    /** R3: makes sure that the realm has the built-in roles. The caller holds the lock on the realm's settings. */
    public void ensureBuiltIn(RealmId realm, Actor actor) {
        for (Role.Kind kind : List.of(Role.Kind.OWNER, Role.Kind.ADMIN, Role.Kind.MEMBER)) {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (store.findByName(realm, null, name).isEmpty()) {
                Role role = new Role(
                        new RoleId(ids.get()),
                        realm,
                        null,
                        kind,
                        name,
                        BUILT_IN.getOrDefault(kind, name),
                        clock.millis(),
                        null,
                        0,
                        1);
                store.insert(role);
                record(
                        RoleScope.templates(realm),
                        actor,
                        ActivityType.ROLE_CREATED,
                        role,
                        new Changes().field("name", null, name));
            }
        }
    }

    /** A role that the caller may change: of exactly this scope, not built in, and holding no more than he does (R5). */
    private Role changeable(Caller caller, RoleScope scope, RoleId id, @Nullable Long expectedVersion) {
        Role role = RoleRules.exists(store.lock(scope.realm(), scope.workspaceId(), id)
                .or(() -> visible(scope, id).filter(Role::builtIn)));
        RoleRules.builtInIsImmutable(role);
        VersionRules.versionIsCurrent(expectedVersion, role.version());
        if (!caller.holdings().holdsEverything()) {
            Catalogue catalogue = types.catalogue(scope.realm());
            GrantRules.mayGrant(caller.holdings(), grants.ofRoles(List.of(id)).getOrDefault(id, List.of()), catalogue);
        }
        return role;
    }

    private Optional<Role> visible(RoleScope scope, RoleId id) {
        Optional<Role> own = store.find(scope.realm(), scope.workspaceId(), id);
        WorkspaceId workspace = scope.workspaceId();
        return own.isPresent() || workspace == null ? own : store.find(scope.realm(), null, id);
    }

    /** Names of built-in roles are taken in every workspace, so that "admin" always means the same. */
    private void nameIsFree(Role role) {
        RoleRules.nameIsFree(store.findByName(role.realm(), role.workspace(), role.name()), role);
        if (role.workspace() != null) {
            RoleRules.nameIsFree(
                    store.findByName(role.realm(), null, role.name()).filter(Role::builtIn), role);
        }
    }

    private Role reload(RoleScope scope, RoleId id) {
        return RoleRules.exists(store.find(scope.realm(), scope.workspaceId(), id));
    }

    private void record(RoleScope scope, Actor actor, ActivityType type, Role role, Changes changes) {
        Target target = new Target("role", role.id().value(), role.name());
        Workspace workspace = scope.workspace();
        if (workspace == null) {
            recorder.record(scope.realm(), actor, type, target, changes);
        } else {
            recorder.record(scope.realm(), workspace.id(), workspace.alias(), actor, type, target, changes);
        }
    }
}
