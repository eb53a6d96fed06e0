package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleRules;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.role.RoleSummary;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Roles in memory. */
public final class InMemoryRoleStore implements RoleStore {

    private static final Comparator<Role> BY_NAME =
            Comparator.comparing(Role::name).thenComparing(role -> role.id().value());

    private final InMemoryWorld world;

    InMemoryRoleStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Role> find(RealmId realm, @Nullable WorkspaceId workspace, RoleId id) {
        return own(realm, workspace).filter(role -> role.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Role> lock(RealmId realm, @Nullable WorkspaceId workspace, RoleId id) {
        return find(realm, workspace, id);
    }

    @Override
    public List<Role> resolve(RealmId realm, WorkspaceId workspace, Collection<String> references) {
        Set<String> ids = Set.copyOf(references);
        Set<String> names = references.stream().map(InMemoryRoleStore::key).collect(Collectors.toSet());
        return usable(realm, workspace)
                .filter(Role::live)
                .filter(role -> ids.contains(role.id().value())
                        || (names.contains(key(role.name()))
                                && (role.workspace() != null
                                        || findByName(realm, workspace, role.name())
                                                .isEmpty())))
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public Role builtIn(RealmId realm, Role.Kind kind) {
        return own(realm, null)
                .filter(role -> role.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the realm has no built-in role " + kind));
    }

    @Override
    public Optional<Role> findByName(RealmId realm, @Nullable WorkspaceId workspace, String name) {
        return own(realm, workspace)
                .filter(Role::live)
                .filter(role -> key(role.name()).equals(key(name)))
                .findFirst();
    }

    @Override
    public RoleSummary summary(Role role) {
        return summary(role, role.workspace());
    }

    @Override
    public Page<RoleSummary> page(
            RealmId realm, @Nullable WorkspaceId workspace, boolean deleted, PageRequest request) {
        List<RoleSummary> all = (workspace == null ? own(realm, null) : usable(realm, workspace))
                .filter(role -> role.live() != deleted)
                .filter(role -> InMemoryWorld.found(request.search(), role.name(), role.description()))
                .sorted(BY_NAME)
                .map(role -> summary(role, workspace))
                .toList();
        return InMemoryWorld.page(all, request);
    }

    @Override
    public Set<RoleId> granting(RealmId realm, WorkspaceId workspace, String type, ResourceId resource) {
        return usable(realm, workspace)
                .filter(Role::live)
                .filter(role -> role.everything()
                        || world.grants.getOrDefault(role.id(), Map.of()).keySet().stream()
                                .anyMatch(key -> key.type().equals(type)
                                        && (key.resource() == null
                                                || key.resource().equals(resource))))
                .map(Role::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void insert(Role role) {
        put(role, world.nextRevision(), role.version());
    }

    @Override
    public void update(Role role) {
        Role before = world.roles.get(role.id());
        if (before != null) {
            put(role, before.revision(), before.version() + 1);
        }
    }

    @Override
    public void revise(Role role) {
        world.revise(role.id());
    }

    private void put(Role role, long revision, long version) {
        if (role.live()) {
            findByName(role.realm(), role.workspace(), role.name())
                    .filter(other -> !other.id().equals(role.id()))
                    .ifPresent(other -> {
                        throw RoleRules.nameTaken(role.name());
                    });
        }
        world.roles.put(
                role.id(),
                new Role(
                        role.id(),
                        role.realm(),
                        role.workspace(),
                        role.kind(),
                        role.name(),
                        role.description(),
                        role.createdAt(),
                        role.deletedAt(),
                        revision,
                        version));
    }

    private RoleSummary summary(Role role, @Nullable WorkspaceId workspace) {
        Set<UserId> holders = world.members.values().stream()
                .filter(row -> workspace == null || row.workspace().equals(workspace))
                .filter(row -> row.roles().contains(role.id()))
                .map(row -> row.person().id())
                .collect(Collectors.toSet());
        return new RoleSummary(role, holders.size());
    }

    private Stream<Role> own(RealmId realm, @Nullable WorkspaceId workspace) {
        return world.roles.values().stream()
                .filter(role -> role.realm().equals(realm) && Objects.equals(role.workspace(), workspace));
    }

    private Stream<Role> usable(RealmId realm, WorkspaceId workspace) {
        return Stream.concat(own(realm, workspace), own(realm, null));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
