package io.github.kcworkspaces.member;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.member.GroupMappingStore.GroupMapping;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the members of Keycloak groups roles in workspaces, without a row for each of them. */
public final class GroupMappingService {

    private final GroupMappingStore store;
    private final RoleStore roles;
    private final RoleReferences references;
    private final GrantGuard guard;
    private final Groups groups;
    private final Recorder recorder;

    public GroupMappingService(
            GroupMappingStore store, RoleStore roles, GrantGuard guard, Groups groups, Recorder recorder) {
        this.store = store;
        this.roles = roles;
        this.references = new RoleReferences(roles);
        this.guard = guard;
        this.groups = groups;
        this.recorder = recorder;
    }

    /** A mapping as screens show it. */
    public record MappedGroup(GroupId group, String path, List<Role> roles) {

        public MappedGroup {
            roles = List.copyOf(roles);
        }
    }

    /** Mapped groups of a workspace by name; groups that Keycloak no longer has are left out. Four statements. */
    public Page<MappedGroup> page(Workspace workspace, PageRequest request) {
        Page<GroupMapping> page = store.page(workspace.realm(), workspace.id(), request);
        Set<RoleId> ids = new HashSet<>();
        page.items().forEach(mapping -> ids.addAll(mapping.roles()));
        List<Role> known = load(workspace, ids);
        List<MappedGroup> mapped = new ArrayList<>();
        for (GroupMapping mapping : page.items()) {
            groups.path(workspace.realm(), mapping.group())
                    .ifPresent(path -> mapped.add(new MappedGroup(
                            mapping.group(),
                            path,
                            known.stream()
                                    .filter(role -> mapping.roles().contains(role.id()))
                                    .toList())));
        }
        return new Page<>(mapped, page.total());
    }

    /** Those of the groups that have roles in the workspace. */
    public Set<GroupId> mappedAmong(Workspace workspace, Collection<GroupId> of) {
        return store.among(workspace.realm(), workspace.id(), of).stream()
                .map(GroupMapping::group)
                .collect(Collectors.toSet());
    }

    /** Gives these roles, and no others, to the members of the group. */
    public MappedGroup put(Caller caller, Workspace workspace, GroupId group, List<String> roleReferences) {
        String path = MemberRules.groupExists(groups.path(workspace.realm(), group));
        List<Role> wanted = references.resolve(workspace, roleReferences);
        Set<RoleId> ids = wanted.stream().map(Role::id).collect(Collectors.toSet());
        MemberRules.rolesAreGiven(ids);
        MemberRules.ownerRoleIsUnassignable(wanted);
        Set<RoleId> before = mapped(workspace, group);
        if (before.equals(ids)) {
            return new MappedGroup(group, path, wanted);
        }
        List<Role> old = load(workspace, before);
        guard.mayHandle(caller, workspace, wanted);
        guard.mayHandle(caller, workspace, old);
        store.put(workspace.realm(), workspace.id(), group, ids);
        record(
                workspace.realm(),
                workspace,
                caller.actor(),
                before.isEmpty() ? ActivityType.GROUP_MAPPED : ActivityType.GROUP_ROLES_CHANGED,
                new Target("group", group.value(), path),
                new Changes().field("roles", before.isEmpty() ? null : names(old), names(wanted)));
        return new MappedGroup(group, path, wanted);
    }

    /** Takes the roles from the members of the group again. Without effect when it has none. */
    public void remove(Caller caller, Workspace workspace, GroupId group) {
        Set<RoleId> before = mapped(workspace, group);
        if (before.isEmpty()) {
            return;
        }
        List<Role> old = load(workspace, before);
        guard.mayHandle(caller, workspace, old);
        store.put(workspace.realm(), workspace.id(), group, Set.of());
        record(
                workspace.realm(),
                workspace,
                caller.actor(),
                ActivityType.GROUP_UNMAPPED,
                new Target(
                        "group",
                        group.value(),
                        groups.path(workspace.realm(), group).orElseGet(group::value)),
                new Changes().field("roles", names(old), null));
    }

    /** A group of the realm is gone, and with it the roles it brought. */
    public void groupRemoved(RealmId realm, Actor actor, GroupId group, String path) {
        for (GroupMapping mapping : store.ofGroup(realm, group)) {
            store.put(realm, mapping.workspace(), group, Set.of());
            recorder.record(
                    realm,
                    mapping.workspace(),
                    mapping.alias(),
                    actor,
                    ActivityType.GROUP_UNMAPPED,
                    new Target("group", group.value(), path),
                    new Changes());
        }
    }

    private Set<RoleId> mapped(Workspace workspace, GroupId group) {
        return store.among(workspace.realm(), workspace.id(), List.of(group)).stream()
                .findFirst()
                .map(GroupMapping::roles)
                .orElse(Set.of());
    }

    private List<Role> load(Workspace workspace, Set<RoleId> ids) {
        return ids.isEmpty()
                ? List.of()
                : roles.resolve(
                        workspace.realm(),
                        workspace.id(),
                        ids.stream().map(RoleId::value).toList());
    }

    private static @Nullable List<String> names(List<Role> of) {
        return of.stream().map(Role::name).sorted().toList();
    }

    private void record(
            RealmId realm, Workspace workspace, Actor actor, ActivityType type, Target target, Changes changes) {
        recorder.record(realm, workspace.id(), workspace.alias(), actor, type, target, changes);
    }
}
