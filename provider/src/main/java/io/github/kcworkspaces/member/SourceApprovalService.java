package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.member.SourceApprovalStore.Approval;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What sources outside may give. Whoever configures identity providers or directories need not hold anything in a workspace;
 * so a source gives nothing there until somebody has approved it who may grant all that it would give (R5).
 */
public final class SourceApprovalService {

    private final SourceApprovalStore store;
    private final ManagedRoleService managed;
    private final RoleStore roles;
    private final RoleReferences references;
    private final GrantGuard guard;
    private final Recorder recorder;
    private final Clock clock;

    public SourceApprovalService(
            SourceApprovalStore store,
            ManagedRoleService managed,
            RoleStore roles,
            GrantGuard guard,
            Recorder recorder,
            Clock clock) {
        this.store = store;
        this.managed = managed;
        this.roles = roles;
        this.references = new RoleReferences(roles);
        this.guard = guard;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** What was approved in the workspace, ordered by source. */
    public List<Approval> list(Workspace workspace) {
        return store.ofWorkspace(workspace.realm(), workspace.id());
    }

    /** Those of the roles that the workspace has; the references are ids or names. */
    public List<Role> roles(Workspace workspace, List<String> roleReferences) {
        return roleReferences.isEmpty() ? List.of() : roles.resolve(workspace.realm(), workspace.id(), roleReferences);
    }

    /** Lets the source, as it is now, give these roles in the workspace, and no others from the next login or synchronisation on. */
    public void approve(Caller caller, Workspace workspace, RoleSource source, List<String> roleReferences) {
        List<Role> wanted = references.resolve(workspace, roleReferences);
        Set<RoleId> ids = wanted.stream().map(Role::id).collect(Collectors.toSet());
        MemberRules.rolesAreGiven(ids);
        MemberRules.ownerRoleIsUnassignable(wanted);
        Optional<Approval> before = approval(workspace, source);
        if (before.filter(approval ->
                        approval.roles().equals(ids) && approval.fingerprint().equals(source.fingerprint()))
                .isPresent()) {
            return;
        }
        List<Role> old = old(workspace, before);
        guard.mayHandle(caller, workspace, wanted);
        guard.mayHandle(caller, workspace, old);
        store.put(
                workspace.realm(),
                workspace.id(),
                new Approval(
                        source.key(), source.fingerprint(), ids, caller.actor().username(), clock.millis()));
        record(workspace, caller.actor(), ActivityType.SOURCE_APPROVED, source, names(old), names(wanted));
    }

    /** Lets the source give nothing in the workspace any more, and takes what it gave. Without effect when it may not. */
    public void withdraw(Caller caller, Workspace workspace, RoleSource source) {
        Optional<Approval> before = approval(workspace, source);
        if (before.isEmpty()) {
            return;
        }
        List<Role> old = old(workspace, before);
        guard.mayHandle(caller, workspace, old);
        store.put(
                workspace.realm(),
                workspace.id(),
                new Approval(
                        source.key(),
                        source.fingerprint(),
                        Set.of(),
                        caller.actor().username(),
                        clock.millis()));
        record(workspace, caller.actor(), ActivityType.SOURCE_WITHDRAWN, source, names(old), null);
        Actor actor = caller.actor();
        while (managed.withdraw(workspace.realm(), actor, source, workspace.id()) > 0) {
            // until nobody has anything from it
        }
    }

    /**
     * The source is gone from the realm: it gives nothing any more, and some of what it gave is taken.
     *
     * @return how many memberships changed; 0 when none is left
     */
    public int sourceGone(RealmId realm, Actor actor, RoleSource source) {
        store.forget(realm, source.key());
        return managed.withdraw(realm, actor, source, null);
    }

    private Optional<Approval> approval(Workspace workspace, RoleSource source) {
        return list(workspace).stream()
                .filter(approval -> approval.source().equals(source.key()))
                .findFirst();
    }

    private List<Role> old(Workspace workspace, Optional<Approval> before) {
        List<String> ids = new ArrayList<>();
        before.ifPresent(approval -> approval.roles().forEach(role -> ids.add(role.value())));
        return roles(workspace, ids);
    }

    private static @Nullable List<String> names(List<Role> of) {
        return of.isEmpty() ? null : of.stream().map(Role::name).sorted().toList();
    }

    private void record(
            Workspace workspace,
            Actor actor,
            ActivityType type,
            RoleSource source,
            @Nullable List<String> before,
            @Nullable List<String> after) {
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                type,
                new Target(
                        source.kind() == RoleSource.Kind.IDP ? "identity-provider-mapper" : "ldap-mapper",
                        source.id(),
                        source.name()),
                new Changes().field("roles", before, after));
    }
}
