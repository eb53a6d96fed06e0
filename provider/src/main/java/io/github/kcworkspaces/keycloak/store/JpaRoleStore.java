package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleRules;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.role.RoleSummary;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Roles in {@code KCW_ROLE}. */
public final class JpaRoleStore implements RoleStore {

    private static final String NAME_CONSTRAINT = "UK_KCW_ROLE_NAME";

    /** Scope of templates; live key of roles that are not deleted. */
    private static final String NONE = "-";

    private final EntityManager em;

    public JpaRoleStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<Role> find(RealmId realm, @Nullable WorkspaceId workspace, RoleId id) {
        return of(realm, workspace)
                .andEqual("r.id", id.value())
                .first(em, RoleEntity.class)
                .map(JpaRoleStore::role);
    }

    @Override
    public Optional<Role> lock(RealmId realm, @Nullable WorkspaceId workspace, RoleId id) {
        return of(realm, workspace)
                .andEqual("r.id", id.value())
                .lock(em, RoleEntity.class)
                .map(JpaRoleStore::role);
    }

    @Override
    public List<Role> resolve(RealmId realm, WorkspaceId workspace, Collection<String> references) {
        if (references.isEmpty()) {
            return List.of();
        }
        Set<String> ids = Set.copyOf(references);
        Set<String> names = references.stream().map(JpaRoleStore::key).collect(Collectors.toSet());
        List<RoleEntity> found = new Jpql("select r from KcwRole r where r.realmId = :realm"
                        + " and r.scopeKey in (:workspace, '-') and r.liveKey = '-'"
                        + " and (r.id in :ids or r.nameKey in :names) order by r.name, r.id")
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("ids", ids)
                .with("names", names)
                .list(em, RoleEntity.class);
        Set<String> own = new HashSet<>();
        found.stream().filter(row -> !row.scopeKey.equals(NONE)).forEach(row -> own.add(row.nameKey));
        return found.stream()
                .filter(row -> ids.contains(row.id)
                        || (names.contains(row.nameKey) && (!row.scopeKey.equals(NONE) || !own.contains(row.nameKey))))
                .map(JpaRoleStore::role)
                .toList();
    }

    @Override
    public Role builtIn(RealmId realm, Role.Kind kind) {
        return of(realm, null)
                .andEqual("r.kind", kind.name())
                .first(em, RoleEntity.class)
                .map(JpaRoleStore::role)
                .orElseThrow(() -> new IllegalStateException("the realm has no built-in role " + kind));
    }

    @Override
    public Optional<Role> findByName(RealmId realm, @Nullable WorkspaceId workspace, String name) {
        return of(realm, workspace)
                .andEqual("r.nameKey", key(name))
                .append("and r.liveKey = '-'")
                .first(em, RoleEntity.class)
                .map(JpaRoleStore::role);
    }

    @Override
    public RoleSummary summary(Role role) {
        Map<String, Long> counts =
                counts(role.realm(), role.workspace(), List.of(role.id().value()));
        return new RoleSummary(role, counts.getOrDefault(role.id().value(), 0L));
    }

    @Override
    public Page<RoleSummary> page(
            RealmId realm, @Nullable WorkspaceId workspace, boolean deleted, PageRequest request) {
        long total =
                matching("select count(r)", realm, workspace, deleted, request).count(em);
        List<RoleEntity> rows = matching("select r", realm, workspace, deleted, request)
                .append("order by r.name, r.id")
                .list(em, RoleEntity.class, request);
        Map<String, Long> counts =
                counts(realm, workspace, rows.stream().map(row -> row.id).toList());
        return new Page<>(
                rows.stream()
                        .map(row -> new RoleSummary(role(row), counts.getOrDefault(row.id, 0L)))
                        .toList(),
                total);
    }

    @Override
    public Set<RoleId> granting(RealmId realm, WorkspaceId workspace, String type, ResourceId resource) {
        return new HashSet<>(new Sql(
                        "SELECT r.ID FROM KCW_ROLE r WHERE r.REALM_ID = ? AND r.SCOPE_KEY IN (?, '-')"
                                + " AND r.LIVE_KEY = '-' AND (r.KIND IN ('OWNER', 'ADMIN') OR EXISTS (SELECT 1"
                                + " FROM KCW_GRANT g WHERE g.ROLE_ID = r.ID AND g.TYPE_KEY = ?"
                                + " AND g.RESOURCE_KEY IN (?, '-')))",
                        realm.value(),
                        workspace.value(),
                        type,
                        resource.value())
                .list(em, row -> new RoleId(row.getString(1))));
    }

    @Override
    public void insert(Role role) {
        RoleEntity row = new RoleEntity();
        row.id = role.id().value();
        row.realmId = role.realm().value();
        row.scopeKey = scope(role.workspace());
        row.nameKey = key(role.name());
        row.liveKey = liveKey(role);
        row.kind = role.kind().name();
        row.name = role.name();
        row.description = role.description();
        row.createdAt = role.createdAt();
        row.deletedAt = role.deletedAt();
        row.revision = Revisions.next();
        row.version = role.version();
        racing(role, () -> {
            Jpql.insert(em, row);
            return 1;
        });
    }

    @Override
    public void update(Role role) {
        Long deletedAt = role.deletedAt();
        Jpql update = new Jpql("update KcwRole r set r.name = :name, r.nameKey = :nameKey, r.liveKey = :liveKey,"
                        + " r.description = :description, r.revision = :revision, r.version = r.version + 1, "
                        + (deletedAt == null ? "r.deletedAt = null" : "r.deletedAt = :deletedAt")
                        + " where r.id = :id and r.realmId = :realm")
                .with("name", role.name())
                .with("nameKey", key(role.name()))
                .with("liveKey", liveKey(role))
                .with("description", role.description())
                // Compiled roles carry the name, so that a new name is a new state as well.
                .with("revision", Revisions.next())
                .with("id", role.id().value())
                .with("realm", role.realm().value());
        if (deletedAt != null) {
            update.with("deletedAt", deletedAt);
        }
        StoreRules.rowIsAsItWasRead(racing(role, () -> update.execute(em)));
    }

    @Override
    public void revise(Role role) {
        StoreRules.rowIsAsItWasRead(new Jpql("update KcwRole r set r.revision = :revision,"
                        + " r.version = r.version + 1 where r.id = :id and r.realmId = :realm")
                .with("revision", Revisions.next())
                .with("id", role.id().value())
                .with("realm", role.realm().value())
                .execute(em));
    }

    private static Jpql of(RealmId realm, @Nullable WorkspaceId workspace) {
        return new Jpql("select r from KcwRole r where r.realmId = :realm and r.scopeKey = :scope")
                .with("realm", realm.value())
                .with("scope", scope(workspace));
    }

    private static Jpql matching(
            String select, RealmId realm, @Nullable WorkspaceId workspace, boolean deleted, PageRequest request) {
        return new Jpql(select + " from KcwRole r where r.realmId = :realm and r.scopeKey in (:scope, '-')")
                .with("realm", realm.value())
                .with("scope", scope(workspace))
                .append(deleted ? "and r.liveKey <> '-'" : "and r.liveKey = '-'")
                .andFound(request.search(), "r.name", "r.description");
    }

    /** How many users hold each of the roles directly. One statement. */
    private Map<String, Long> counts(RealmId realm, @Nullable WorkspaceId workspace, List<String> roles) {
        Map<String, Long> counts = new HashMap<>();
        if (!roles.isEmpty()) {
            new Jpql("select m.roleId, count(distinct m.userId) from KcwMemberRole m where m.realmId = :realm"
                            + " and m.roleId in :roles")
                    .with("realm", realm.value())
                    .with("roles", roles)
                    .andEqual("m.workspaceId", workspace == null ? null : workspace.value())
                    .append("group by m.roleId")
                    .list(em, Object[].class)
                    .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        }
        return counts;
    }

    private static int racing(Role role, java.util.function.Supplier<Integer> change) {
        return StoreRules.racing(change, NAME_CONSTRAINT, () -> RoleRules.nameTaken(role.name()));
    }

    private static Role role(RoleEntity row) {
        return new Role(
                new RoleId(row.id),
                new RealmId(row.realmId),
                row.scopeKey.equals(NONE) ? null : new WorkspaceId(row.scopeKey),
                Role.Kind.valueOf(row.kind),
                row.name,
                row.description,
                row.createdAt,
                row.deletedAt,
                row.revision,
                row.version);
    }

    private static String scope(@Nullable WorkspaceId workspace) {
        return workspace == null ? NONE : workspace.value();
    }

    private static String liveKey(Role role) {
        return role.live() ? NONE : role.id().value();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
