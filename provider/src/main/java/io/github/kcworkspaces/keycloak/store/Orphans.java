package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what lost its owner: Keycloak removes realms, and users of a directory, in bulk and without an event for each.
 * Everything is found and removed in batches, so that no transaction gets long.
 */
public final class Orphans {

    /** How many rows one call removes at most. */
    public static final int BATCH = 500;

    /** Tables with their keys; those by which {@link #realms} finds a realm are last. */
    private static final Map<String, List<String>> TABLES = tables();

    private final EntityManager em;

    public Orphans(EntityManager em) {
        this.em = em;
    }

    /** A user who is gone from the realm, with memberships, shares or a last login left. */
    public record GoneUser(RealmId realm, UserId user) {}

    /** A group that is gone from the realm, with mappings or shares left. */
    public record GoneGroup(RealmId realm, GroupId group) {}

    /** Realms that Keycloak no longer has, with rows of ours left. */
    public List<RealmId> realms() {
        return new Sql("SELECT o.REALM_ID FROM (SELECT REALM_ID FROM KCW_SETTINGS UNION SELECT REALM_ID"
                        + " FROM KCW_WORKSPACE UNION SELECT REALM_ID FROM KCW_ROLE UNION SELECT REALM_ID FROM KCW_AUDIT)"
                        + " o WHERE NOT EXISTS (SELECT 1 FROM REALM r WHERE r.ID = o.REALM_ID) ORDER BY o.REALM_ID")
                .listFlushed(em, row -> new RealmId(row.getString(1)));
    }

    /**
     * Removes rows of the realm, the trail included.
     *
     * @return how many; 0 when none is left
     */
    public int purge(RealmId realm) {
        int removed = 0;
        for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
            if (removed < BATCH) {
                removed += purge(realm, table.getKey(), table.getValue(), BATCH - removed);
            }
        }
        return removed;
    }

    /** Users of Keycloak's own tables and of removed user storages who are gone. */
    public List<GoneUser> users(int max) {
        return new Sql(
                        "SELECT DISTINCT m.REALM_ID, m.USER_ID FROM (SELECT REALM_ID, USER_ID FROM KCW_MEMBER UNION ALL"
                                + " SELECT REALM_ID, PRINCIPAL_ID FROM KCW_DIRECT_SHARE WHERE PRINCIPAL_KIND = 'USER'"
                                + " UNION ALL SELECT REALM_ID, USER_ID FROM KCW_USER_LOGIN)"
                                + " m WHERE (m.USER_ID NOT LIKE 'f:%'"
                                + " AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = m.USER_ID"
                                + " AND u.REALM_ID = m.REALM_ID)) OR (m.USER_ID LIKE 'f:%' AND NOT EXISTS"
                                + " (SELECT 1 FROM COMPONENT c WHERE c.REALM_ID = m.REALM_ID"
                                + " AND m.USER_ID LIKE CONCAT('f:', c.ID, ':%'))) LIMIT ?",
                        max)
                .listFlushed(em, row -> new GoneUser(new RealmId(row.getString(1)), new UserId(row.getString(2))));
    }

    /** Groups that are mapped or shared with, and gone. */
    public List<GoneGroup> groups(int max) {
        return new Sql(
                        "SELECT DISTINCT g.REALM_ID, g.GROUP_ID FROM (SELECT REALM_ID, GROUP_ID FROM KCW_GROUP_ROLE"
                                + " UNION ALL SELECT REALM_ID, PRINCIPAL_ID FROM KCW_DIRECT_SHARE"
                                + " WHERE PRINCIPAL_KIND = 'GROUP') g WHERE NOT EXISTS"
                                + " (SELECT 1 FROM KEYCLOAK_GROUP k WHERE k.ID = g.GROUP_ID"
                                + " AND k.REALM_ID = g.REALM_ID) LIMIT ?",
                        max)
                .listFlushed(em, row -> new GoneGroup(new RealmId(row.getString(1)), new GroupId(row.getString(2))));
    }

    private int purge(RealmId realm, String table, List<String> key, int max) {
        List<List<@Nullable Object>> rows = new Sql(
                        "SELECT " + String.join(", ", key) + " FROM " + table + " WHERE REALM_ID = ? LIMIT ?",
                        realm.value(),
                        max)
                .listFlushed(em, row -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int column = 1; column <= key.size(); column++) {
                        values.add(row.getObject(column));
                    }
                    return values;
                });
        Sql.batch(em, "DELETE FROM " + table + " WHERE " + String.join(" = ? AND ", key) + " = ?", rows);
        return rows.size();
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("KCW_MEMBER_ROLE", List.of("WORKSPACE_ID", "USER_ID", "ROLE_ID", "SOURCE"));
        tables.put("KCW_FIRST_LOGIN_RULE", List.of("REALM_ID", "POSITION_NO"));
        tables.put("KCW_FIRST_LOGIN", List.of("REALM_ID", "USER_ID"));
        tables.put("KCW_USER_LOGIN", List.of("REALM_ID", "USER_ID"));
        tables.put("KCW_SOURCE_ROLE", List.of("SOURCE", "WORKSPACE_ID", "ROLE_ID"));
        tables.put("KCW_MAIL", List.of("ID"));
        tables.put("KCW_INVITATION_LINK", List.of("HASH"));
        tables.put("KCW_INVITATION", List.of("ID"));
        tables.put("KCW_MEMBER", List.of("WORKSPACE_ID", "USER_ID"));
        tables.put("KCW_GROUP_ROLE", List.of("WORKSPACE_ID", "GROUP_ID", "ROLE_ID"));
        tables.put("KCW_GRANT", List.of("ROLE_ID", "TYPE_KEY", "RESOURCE_KEY", "CONDITION_HASH"));
        tables.put("KCW_SHARE", List.of("WORKSPACE_ID", "RESOURCE_ID"));
        tables.put("KCW_DIRECT_SHARE", List.of("RESOURCE_ID", "PRINCIPAL_KIND", "PRINCIPAL_ID"));
        tables.put("KCW_RESOURCE_PROVIDER", List.of("RESOURCE_ID", "POSITION_NO"));
        tables.put("KCW_RESOURCE_REQUIREMENT", List.of("RESOURCE_ID", "POSITION_NO"));
        tables.put("KCW_RESOURCE_ATTRIBUTE", List.of("RESOURCE_ID", "VALUE_KEY"));
        tables.put("KCW_RESOURCE", List.of("ID"));
        tables.put("KCW_RESOURCE_TYPE", List.of("REALM_ID", "TYPE_KEY"));
        tables.put("KCW_JOB_ROW", List.of("JOB_ID", "ROW_NO"));
        tables.put("KCW_JOB", List.of("ID"));
        tables.put("KCW_SINK_DEAD", List.of("SINK_ID", "SEQ"));
        tables.put("KCW_SINK", List.of("ID"));
        tables.put("KCW_SINK_COLLECTOR", List.of("REALM_ID", "COLLECTOR"));
        tables.put("KCW_ANOMALY", List.of("REALM_ID"));
        tables.put("KCW_GAP", List.of("REALM_ID", "SEQ"));
        tables.put("KCW_PURGE", List.of("ID"));
        tables.put("KCW_PURGE_RUN", List.of("ID"));
        tables.put("KCW_HOLD", List.of("ID"));
        tables.put("KCW_RETENTION", List.of("REALM_ID"));
        tables.put("KCW_CHECKPOINT", List.of("REALM_ID", "SEQ"));
        tables.put("KCW_SEAL", List.of("REALM_ID"));
        tables.put("KCW_AUDIT", List.of("ID"));
        tables.put("KCW_ROLE", List.of("ID"));
        tables.put("KCW_WORKSPACE", List.of("ID"));
        tables.put("KCW_SETTINGS", List.of("REALM_ID"));
        return tables;
    }
}
