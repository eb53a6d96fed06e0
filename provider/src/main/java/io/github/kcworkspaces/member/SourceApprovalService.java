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
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What sources outside may give. Whoever configures identity providers or directories need not hold anything in a workspace;
 * so a source gives nothing there until somebody has approved it who may grant all that it would give (R5).
 */
public final class SourceApprovalService {

    private final SourceApprovalStore store;
    private final OutsideMappings mappings;
    private final ManagedRoleService managed;
    private final RoleStore roles;
    private final RoleReferences references;
    private final GrantGuard guard;
    private final Recorder recorder;
    private final Clock clock;

    public SourceApprovalService(
            SourceApprovalStore store,
            OutsideMappings mappings,
            ManagedRoleService managed,
            RoleStore roles,
            GrantGuard guard,
            Recorder recorder,
            Clock clock) {
        this.store = store;
        this.mappings = mappings;
        this.managed = managed;
        this.roles = roles;
        this.references = new RoleReferences(roles);
        this.guard = guard;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Why a mapper does not do what it says. */
    public enum Hindrance {
        /** It waits for somebody who may grant what it gives. */
        NOT_APPROVED,
        /** It names a role that the workspace does not have, or no longer. */
        UNKNOWN_ROLE,
        /** It names the role of owners, which nobody is given. */
        OWNER_ROLE
    }

    /**
     * A mapper with what it gives in a workspace.
     *
     * @param roles that it names and the workspace has
     * @param approval null where it waits for one
     */
    public record Mapping(
            OutsideMapping mapper,
            List<Role> roles,
            @Nullable Approval approval,
            Set<Hindrance> hindrances) {

        public Mapping {
            roles = List.copyOf(roles);
            hindrances = Collections.unmodifiableSet(new TreeSet<>(hindrances));
        }
    }

    /** The mappers that name the workspace, by provider and name; two statements. */
    public List<Mapping> list(Workspace workspace) {
        return list(workspace, mapping -> true, null);
    }

    /**
     * Those of the mappers that name the workspace; as many as somebody has configured, so they are not read by page.
     *
     * @param search text in the mapper's name, provider or condition, without regard to case; null for all
     */
    public List<Mapping> list(Workspace workspace, Predicate<OutsideMapping> wanted, @Nullable String search) {
        List<OutsideMapping> named = mappings.all(workspace.realm()).stream()
                .filter(mapping -> names(mapping, workspace))
                .filter(wanted)
                .filter(mapping -> search == null || mapping.says(search))
                .toList();
        if (named.isEmpty()) {
            return List.of();
        }
        Set<String> references = new LinkedHashSet<>();
        named.forEach(mapping -> references.addAll(mapping.roles()));
        List<Role> known =
                references.isEmpty() ? List.of() : roles.resolve(workspace.realm(), workspace.id(), references);
        List<Approval> approvals = store.ofWorkspace(workspace.realm(), workspace.id());
        return named.stream().map(mapping -> mapping(mapping, known, approvals)).toList();
    }

    /** Lets the mapper, as it is now, give in the workspace what it names. */
    public Mapping approve(Caller caller, Workspace workspace, String key) {
        OutsideMapping mapping = MemberRules.mappingExists(
                mappings.find(workspace.realm(), key).filter(found -> names(found, workspace)));
        approve(caller, workspace, mapping.source(), mapping.roles());
        return list(workspace).stream()
                .filter(found -> found.mapper().source().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the mapper names the workspace. */
    public static boolean names(OutsideMapping mapping, Workspace workspace) {
        return mapping.workspace().equals(workspace.id().value())
                || mapping.workspace().equalsIgnoreCase(workspace.alias());
    }

    private static Mapping mapping(OutsideMapping mapping, List<Role> known, List<Approval> approvals) {
        Set<Hindrance> hindrances = EnumSet.noneOf(Hindrance.class);
        List<Role> named = new ArrayList<>();
        for (String reference : mapping.roles()) {
            Optional<Role> role = known.stream()
                    .filter(one ->
                            one.id().value().equals(reference) || one.name().equalsIgnoreCase(reference))
                    .findFirst();
            role.ifPresentOrElse(named::add, () -> hindrances.add(Hindrance.UNKNOWN_ROLE));
        }
        if (named.stream().anyMatch(role -> role.kind() == Role.Kind.OWNER)) {
            hindrances.add(Hindrance.OWNER_ROLE);
        }
        Approval approval = approvals.stream()
                .filter(one -> one.source().equals(mapping.source().key())
                        && one.fingerprint().equals(mapping.source().fingerprint()))
                .findFirst()
                .orElse(null);
        if (approval == null) {
            hindrances.add(Hindrance.NOT_APPROVED);
        }
        return new Mapping(mapping, named, approval, hindrances);
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

    /** Lets the mapper give nothing in the workspace any more, and takes what it gave. Without effect when it may not. */
    public void withdraw(Caller caller, Workspace workspace, String key) {
        withdraw(
                caller,
                workspace,
                mappings.find(workspace.realm(), key)
                        .map(OutsideMapping::source)
                        .orElseGet(() -> RoleSource.of(key)));
    }

    /** The same for a source at hand. */
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

    /**
     * Takes what sources gave that Keycloak no longer has.
     *
     * @param realm null for all realms
     * @return how many such sources there were
     */
    public int sweep(@Nullable RealmId realm, Actor actor, int max) {
        Set<ManagedRoleStore.Gone> gone = new LinkedHashSet<>(managed.gone(max));
        gone.addAll(store.gone(max));
        gone.removeIf(source -> realm != null && !source.realm().equals(realm));
        gone.forEach(source -> sourceGone(source.realm(), actor, RoleSource.of(source.source())));
        return gone.size();
    }

    /** Those of the roles that a source may name in the workspace; the references are ids or names. */
    public List<Role> known(Workspace workspace, Collection<String> roleReferences) {
        return roleReferences.isEmpty() ? List.of() : roles.resolve(workspace.realm(), workspace.id(), roleReferences);
    }

    private Optional<Approval> approval(Workspace workspace, RoleSource source) {
        return store.ofWorkspace(workspace.realm(), workspace.id()).stream()
                .filter(approval -> approval.source().equals(source.key()))
                .findFirst();
    }

    private List<Role> old(Workspace workspace, Optional<Approval> before) {
        List<String> ids = new ArrayList<>();
        before.ifPresent(approval -> approval.roles().forEach(role -> ids.add(role.value())));
        return ids.isEmpty() ? List.of() : roles.resolve(workspace.realm(), workspace.id(), ids);
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
