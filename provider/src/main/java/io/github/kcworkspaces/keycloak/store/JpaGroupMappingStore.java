package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.GroupMappingStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Group mappings in {@code KCW_GROUP_ROLE}. */
public final class JpaGroupMappingStore implements GroupMappingStore {

    private final EntityManager em;

    public JpaGroupMappingStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Page<GroupMapping> page(RealmId realm, WorkspaceId workspace, PageRequest request) {
        long total = named(new Sql("SELECT COUNT(DISTINCT g.GROUP_ID)"), realm, workspace, request)
                .list(em, row -> row.getLong(1))
                .get(0);
        List<GroupId> groups = named(new Sql("SELECT k.NAME, g.GROUP_ID"), realm, workspace, request)
                .append(
                        "GROUP BY k.NAME, g.GROUP_ID ORDER BY k.NAME, g.GROUP_ID LIMIT ? OFFSET ?",
                        request.max(),
                        request.first())
                .list(em, row -> new GroupId(row.getString(2)));
        return new Page<>(
                among(realm, workspace, groups).stream()
                        .sorted(Comparator.comparingInt(mapping -> groups.indexOf(mapping.group())))
                        .toList(),
                total);
    }

    private static Sql named(Sql start, RealmId realm, WorkspaceId workspace, PageRequest request) {
        start.append(
                "FROM KCW_GROUP_ROLE g JOIN KEYCLOAK_GROUP k ON k.ID = g.GROUP_ID AND k.REALM_ID = g.REALM_ID"
                        + " WHERE g.WORKSPACE_ID = ? AND g.REALM_ID = ?",
                workspace.value(),
                realm.value());
        String search = request.search();
        return search == null || search.isEmpty()
                ? start
                : start.append("AND LOWER(k.NAME) LIKE ? ESCAPE '!'", Jpql.contains(search));
    }

    @Override
    public List<GroupMapping> among(RealmId realm, WorkspaceId workspace, Collection<GroupId> groups) {
        return groups.isEmpty()
                ? List.of()
                : mappings(mappings(realm)
                        .append("AND g.WORKSPACE_ID = ? AND g.GROUP_ID", workspace.value())
                        .in(groups.stream().map(GroupId::value).toList()));
    }

    @Override
    public List<GroupMapping> ofGroup(RealmId realm, GroupId group) {
        return mappings(mappings(realm).append("AND g.GROUP_ID = ?", group.value()));
    }

    @Override
    public void put(RealmId realm, WorkspaceId workspace, GroupId group, Set<RoleId> roles) {
        new Jpql("delete from KcwGroupRole g where g.realmId = :realm and g.workspaceId = :workspace"
                        + " and g.groupId = :group")
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("group", group.value())
                .execute(em);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        roles.forEach(role -> rows.add(List.of(workspace.value(), group.value(), role.value(), realm.value())));
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "INSERT INTO KCW_GROUP_ROLE (WORKSPACE_ID, GROUP_ID, ROLE_ID, REALM_ID) VALUES (?, ?, ?, ?)",
                    rows);
            return rows;
        });
    }

    private static Sql mappings(RealmId realm) {
        return new Sql(
                "SELECT w.ID, w.ALIAS, g.GROUP_ID, g.ROLE_ID FROM KCW_GROUP_ROLE g JOIN KCW_WORKSPACE w"
                        + " ON w.ID = g.WORKSPACE_ID AND w.REALM_ID = g.REALM_ID WHERE g.REALM_ID = ?",
                realm.value());
    }

    private List<GroupMapping> mappings(Sql sql) {
        record Key(String workspace, String alias, String group) {}
        Map<Key, Set<RoleId>> roles = new LinkedHashMap<>();
        sql.append("ORDER BY g.GROUP_ID, w.ID")
                .list(
                        em,
                        row -> roles.computeIfAbsent(
                                        new Key(row.getString(1), row.getString(2), row.getString(3)),
                                        key -> new HashSet<>())
                                .add(new RoleId(row.getString(4))));
        return roles.entrySet().stream()
                .map(entry -> new GroupMapping(
                        new WorkspaceId(entry.getKey().workspace()),
                        entry.getKey().alias(),
                        new GroupId(entry.getKey().group()),
                        entry.getValue()))
                .toList();
    }
}
