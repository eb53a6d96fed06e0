package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.GroupMappingStore;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
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
    public List<GroupMapping> ofWorkspace(RealmId realm, WorkspaceId workspace) {
        return mappings(realm, "g.WORKSPACE_ID", workspace.value());
    }

    @Override
    public List<GroupMapping> ofGroup(RealmId realm, GroupId group) {
        return mappings(realm, "g.GROUP_ID", group.value());
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

    private List<GroupMapping> mappings(RealmId realm, String column, String value) {
        record Key(String workspace, String alias, String group) {}
        Map<Key, Set<RoleId>> roles = new LinkedHashMap<>();
        new Sql(
                        "SELECT w.ID, w.ALIAS, g.GROUP_ID, g.ROLE_ID FROM KCW_GROUP_ROLE g JOIN KCW_WORKSPACE w"
                                + " ON w.ID = g.WORKSPACE_ID AND w.REALM_ID = g.REALM_ID WHERE g.REALM_ID = ? AND "
                                + column + " = ? ORDER BY g.GROUP_ID, w.ID",
                        realm.value(),
                        value)
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
