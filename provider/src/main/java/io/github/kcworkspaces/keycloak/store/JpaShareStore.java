package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.share.ShareStore;
import io.github.kcworkspaces.share.Shares;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shares in {@code KCW_SHARE} and {@code KCW_DIRECT_SHARE}. */
public final class JpaShareStore implements ShareStore {

    private static final String DIRECT = "SELECT d.WORKSPACE_ID, w.ALIAS, d.RESOURCE_ID, r.TYPE_KEY, r.NAME,"
            + " d.PRINCIPAL_KIND, d.PRINCIPAL_ID, d.ACTIONS FROM KCW_DIRECT_SHARE d"
            + " JOIN KCW_RESOURCE r ON r.ID = d.RESOURCE_ID JOIN KCW_WORKSPACE w ON w.ID = d.WORKSPACE_ID"
            + " WHERE d.REALM_ID = ? AND";
    private static final String ORDER = "ORDER BY d.RESOURCE_ID, d.PRINCIPAL_KIND, d.PRINCIPAL_ID LIMIT ?";

    private final EntityManager em;

    public JpaShareStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Shares find(Resource resource) {
        Set<WorkspaceId> workspaces = new HashSet<>(new Sql(
                        "SELECT WORKSPACE_ID FROM KCW_SHARE WHERE RESOURCE_ID = ? AND REALM_ID = ?",
                        resource.id().value(),
                        resource.realm().value())
                .list(em, row -> new WorkspaceId(row.getString(1))));
        Map<Principal, Set<String>> direct = new HashMap<>();
        new Sql(
                        "SELECT PRINCIPAL_KIND, PRINCIPAL_ID, ACTIONS FROM KCW_DIRECT_SHARE WHERE RESOURCE_ID = ?"
                                + " AND WORKSPACE_ID = ? AND REALM_ID = ?",
                        resource.id().value(),
                        resource.workspace().value(),
                        resource.realm().value())
                .list(em, row -> direct.put(principal(row.getString(1), row.getString(2)), actions(row.getString(3))));
        return new Shares(workspaces, direct);
    }

    @Override
    public Map<ResourceId, Shares> ofHome(RealmId realm, WorkspaceId home) {
        Map<ResourceId, Set<WorkspaceId>> targets = new HashMap<>();
        new Sql(
                        "SELECT RESOURCE_ID, WORKSPACE_ID FROM KCW_SHARE WHERE HOME_ID = ? AND REALM_ID = ?",
                        home.value(),
                        realm.value())
                .list(
                        em,
                        row -> targets.computeIfAbsent(new ResourceId(row.getString(1)), id -> new HashSet<>())
                                .add(new WorkspaceId(row.getString(2))));
        Map<ResourceId, Map<Principal, Set<String>>> direct = new HashMap<>();
        new Sql(
                        "SELECT RESOURCE_ID, PRINCIPAL_KIND, PRINCIPAL_ID, ACTIONS FROM KCW_DIRECT_SHARE"
                                + " WHERE WORKSPACE_ID = ? AND REALM_ID = ?",
                        home.value(),
                        realm.value())
                .list(
                        em,
                        row -> direct.computeIfAbsent(new ResourceId(row.getString(1)), id -> new HashMap<>())
                                        .put(principal(row.getString(2), row.getString(3)), actions(row.getString(4)))
                                == null);
        Map<ResourceId, Shares> shares = new HashMap<>();
        targets.forEach((id, to) -> shares.put(id, new Shares(to, direct.getOrDefault(id, Map.of()))));
        direct.forEach((id, given) -> shares.putIfAbsent(id, new Shares(Set.of(), given)));
        return shares;
    }

    @Override
    public void apply(Resource resource, Shares before, Shares after, long at) {
        StoreRules.rowIsAsItWasRead(new Jpql("update KcwResource r set r.version = r.version + 1 where r.id = :id"
                        + " and r.realmId = :realm and r.workspaceId = :workspace and r.version = :version")
                .with("id", resource.id().value())
                .with("realm", resource.realm().value())
                .with("workspace", resource.workspace().value())
                .with("version", resource.version())
                .execute(em));
        Shares less = before.without(after);
        removeTargets(resource, less.workspaces());
        removeDirect(
                resource.realm(),
                less.direct().keySet().stream()
                        .map(principal -> key(resource.id(), principal))
                        .toList());
        insert(resource, after.without(before), at);
    }

    @Override
    public List<DirectShare> with(RealmId realm, @Nullable WorkspaceId workspace, Principal principal, int max) {
        Sql sql = new Sql(
                DIRECT + " d.PRINCIPAL_KIND = ? AND d.PRINCIPAL_ID = ?",
                realm.value(),
                principal.kind().name(),
                principal.id());
        return direct(sql, workspace, max);
    }

    @Override
    public List<DirectShare> ofOwner(RealmId realm, @Nullable WorkspaceId workspace, UserId owner, int max) {
        return direct(new Sql(DIRECT + " r.OWNER_ID = ?", realm.value(), owner.value()), workspace, max);
    }

    @Override
    public void remove(RealmId realm, Collection<DirectShare> shares) {
        removeDirect(
                realm,
                shares.stream()
                        .map(share -> key(share.resource(), share.principal()))
                        .toList());
    }

    private List<DirectShare> direct(Sql sql, @Nullable WorkspaceId workspace, int max) {
        if (workspace != null) {
            sql.append("AND d.WORKSPACE_ID = ?", workspace.value());
        }
        return sql.append(ORDER, max)
                .list(
                        em,
                        row -> new DirectShare(
                                new WorkspaceId(row.getString(1)),
                                row.getString(2),
                                new ResourceId(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                principal(row.getString(6), row.getString(7)),
                                actions(row.getString(8))));
    }

    /** The grants on the resource go first, and whoever holds one of them is compiled anew. */
    private void removeTargets(Resource resource, Set<WorkspaceId> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> scopes = targets.stream().map(WorkspaceId::value).toList();
        String held = "(select g.roleId from KcwGrant g where g.resourceKey = :resource)";
        String there = "(select r.id from KcwRole r where r.scopeKey in :scopes)";
        new Jpql("update KcwRole r set r.revision = :revision, r.version = r.version + 1"
                        + " where r.scopeKey in :scopes and r.id in " + held)
                .with("revision", Revisions.next())
                .with("scopes", scopes)
                .with("resource", resource.id().value())
                .execute(em);
        new Jpql("delete from KcwGrant g where g.resourceKey = :resource and g.roleId in " + there)
                .with("scopes", scopes)
                .with("resource", resource.id().value())
                .execute(em);
        new Jpql("delete from KcwShare s where s.resourceId = :resource and s.workspaceId in :scopes")
                .with("scopes", scopes)
                .with("resource", resource.id().value())
                .execute(em);
    }

    private void removeDirect(RealmId realm, List<List<@Nullable Object>> keys) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> key : keys) {
            List<@Nullable Object> row = new ArrayList<>(key);
            row.add(realm.value());
            rows.add(row);
        }
        Sql.batch(
                em,
                "DELETE FROM KCW_DIRECT_SHARE WHERE RESOURCE_ID = ? AND PRINCIPAL_KIND = ? AND PRINCIPAL_ID = ?"
                        + " AND REALM_ID = ?",
                rows);
    }

    private void insert(Resource resource, Shares more, long at) {
        List<List<@Nullable Object>> targets = new ArrayList<>();
        for (WorkspaceId target : more.workspaces()) {
            targets.add(List.of(
                    target.value(),
                    resource.id().value(),
                    resource.realm().value(),
                    resource.workspace().value(),
                    resource.type(),
                    resource.externalId(),
                    at));
        }
        List<List<@Nullable Object>> direct = new ArrayList<>();
        more.direct().forEach((principal, actions) -> {
            List<@Nullable Object> row = new ArrayList<>(key(resource.id(), principal));
            row.addAll(List.of(
                    resource.workspace().value(),
                    resource.realm().value(),
                    String.join(" ", actions.stream().sorted().toList())));
            direct.add(row);
        });
        if (!targets.isEmpty() || !direct.isEmpty()) {
            fromNowOnSharing(resource, more.workspaces());
        }
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "INSERT INTO KCW_SHARE (WORKSPACE_ID, RESOURCE_ID, REALM_ID, HOME_ID, TYPE_KEY, EXTERNAL_ID,"
                            + " SHARED_AT) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    targets);
            Sql.batch(
                    em,
                    "INSERT INTO KCW_DIRECT_SHARE (RESOURCE_ID, PRINCIPAL_KIND, PRINCIPAL_ID, WORKSPACE_ID, REALM_ID,"
                            + " ACTIONS) VALUES (?, ?, ?, ?, ?, ?)",
                    direct);
            return more;
        });
    }

    /** Decisions look for shares in such workspaces only. It stays so: to find out that the last share is gone costs more. */
    private void fromNowOnSharing(Resource resource, Collection<WorkspaceId> targets) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of(resource.realm().value(), resource.workspace().value()));
        targets.stream()
                .map(WorkspaceId::value)
                .sorted()
                .forEach(target -> rows.add(List.of(resource.realm().value(), target)));
        Sql.batch(
                em, "UPDATE KCW_WORKSPACE SET SHARING = TRUE WHERE REALM_ID = ? AND ID = ? AND SHARING = FALSE", rows);
    }

    private static List<@Nullable Object> key(ResourceId resource, Principal principal) {
        return List.of(resource.value(), principal.kind().name(), principal.id());
    }

    private static Principal principal(String kind, String id) {
        return new Principal(Principal.Kind.valueOf(kind), id);
    }

    private static Set<String> actions(String stored) {
        return new HashSet<>(Arrays.asList(stored.split(" ")));
    }
}
