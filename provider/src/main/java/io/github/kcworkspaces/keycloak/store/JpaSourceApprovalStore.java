package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore.Gone;
import io.github.kcworkspaces.member.SourceApprovalStore;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was approved for sources outside, in {@code KCW_SOURCE_ROLE}. */
public final class JpaSourceApprovalStore implements SourceApprovalStore {

    private final EntityManager em;

    public JpaSourceApprovalStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Map<WorkspaceId, Map<RoleId, String>> approved(RealmId realm, String source, String fingerprint) {
        Map<WorkspaceId, Map<RoleId, String>> approved = new HashMap<>();
        new Sql(
                        "SELECT x.WORKSPACE_ID, r.ID, r.NAME FROM KCW_SOURCE_ROLE x JOIN KCW_ROLE r ON r.ID = x.ROLE_ID"
                                + " AND r.LIVE_KEY = '-' AND r.KIND <> 'OWNER' WHERE x.SOURCE = ? AND x.FINGERPRINT = ?"
                                + " AND x.REALM_ID = ?",
                        source,
                        fingerprint,
                        realm.value())
                .list(
                        em,
                        row -> approved.computeIfAbsent(new WorkspaceId(row.getString(1)), id -> new HashMap<>())
                                .put(new RoleId(row.getString(2)), row.getString(3)));
        return approved;
    }

    @Override
    public List<Approval> ofWorkspace(RealmId realm, WorkspaceId workspace) {
        record Key(String source, String fingerprint, String by, long at) {}
        Map<Key, Set<RoleId>> roles = new LinkedHashMap<>();
        new Sql(
                        "SELECT x.SOURCE, x.ROLE_ID, x.FINGERPRINT, x.APPROVED_BY, x.APPROVED_AT FROM KCW_SOURCE_ROLE x"
                                + " WHERE x.WORKSPACE_ID = ? AND x.REALM_ID = ? ORDER BY x.SOURCE",
                        workspace.value(),
                        realm.value())
                .list(
                        em,
                        row -> roles.computeIfAbsent(
                                        new Key(row.getString(1), row.getString(3), row.getString(4), row.getLong(5)),
                                        key -> new HashSet<>())
                                .add(new RoleId(row.getString(2))));
        return roles.entrySet().stream()
                .map(entry -> new Approval(
                        entry.getKey().source(),
                        entry.getKey().fingerprint(),
                        entry.getValue(),
                        entry.getKey().by(),
                        entry.getKey().at()))
                .toList();
    }

    @Override
    public void put(RealmId realm, WorkspaceId workspace, Approval approval) {
        new Jpql("delete from KcwSourceRole x where x.realmId = :realm and x.workspaceId = :workspace"
                        + " and x.source = :source")
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("source", approval.source())
                .execute(em);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        approval.roles()
                .forEach(role -> rows.add(List.of(
                        approval.source(),
                        workspace.value(),
                        role.value(),
                        realm.value(),
                        approval.fingerprint(),
                        approval.by(),
                        approval.at())));
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_SOURCE_ROLE (SOURCE, WORKSPACE_ID, ROLE_ID, REALM_ID, FINGERPRINT, APPROVED_BY,"
                        + " APPROVED_AT) VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows));
    }

    @Override
    public void forget(RealmId realm, String source) {
        new Jpql("delete from KcwSourceRole x where x.realmId = :realm and x.source = :source")
                .with("realm", realm.value())
                .with("source", source)
                .execute(em);
    }

    @Override
    public List<Gone> gone(int max) {
        return new Sql(
                        "SELECT DISTINCT x.REALM_ID, x.SOURCE FROM KCW_SOURCE_ROLE x WHERE "
                                + JpaManagedRoleStore.VANISHED,
                        max)
                .listFlushed(em, JpaManagedRoleStore::gone);
    }
}
