package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Who belongs to a workspace: those with a row of their own (unless it only accompanies a group) and those in a mapped
 * Keycloak group or in one below it; where it belongs to an organization, only who is in that. Reads Keycloak's tables, writes none of them.
 */
final class Belonging {

    private Belonging() {}

    /**
     * Starts a statement with {@code KCW_TREE} (mapped groups with all below them) and {@code KCW_BELONGS} (users).
     */
    static Sql in(RealmId realm, Collection<String> workspaces) {
        return new Sql(
                        "WITH RECURSIVE KCW_TREE (WORKSPACE_ID, ROOT_ID, GROUP_ID) AS ("
                                + "SELECT DISTINCT g.WORKSPACE_ID, g.GROUP_ID, g.GROUP_ID FROM KCW_GROUP_ROLE g"
                                + " WHERE g.REALM_ID = ? AND g.WORKSPACE_ID",
                        realm.value())
                .in(workspaces)
                .append(
                        "UNION ALL SELECT t.WORKSPACE_ID, t.ROOT_ID, k.ID FROM KCW_TREE t JOIN KEYCLOAK_GROUP k"
                                + " ON k.REALM_ID = ? AND k.PARENT_GROUP = t.GROUP_ID),"
                                + " KCW_GROUPED (WORKSPACE_ID, ROOT_ID, USER_ID) AS ("
                                + "SELECT t.WORKSPACE_ID, t.ROOT_ID, u.USER_ID FROM KCW_TREE t"
                                + " JOIN USER_GROUP_MEMBERSHIP u ON u.GROUP_ID = t.GROUP_ID"
                                + within("t.WORKSPACE_ID", "u.USER_ID")
                                + " UNION SELECT t.WORKSPACE_ID, t.ROOT_ID, f.USER_ID FROM KCW_TREE t"
                                + " JOIN FED_USER_GROUP_MEMBERSHIP f ON f.GROUP_ID = t.GROUP_ID AND f.REALM_ID = ?"
                                + within("t.WORKSPACE_ID", "f.USER_ID") + "),"
                                + " KCW_BELONGS (WORKSPACE_ID, USER_ID) AS ("
                                + "SELECT m.WORKSPACE_ID, m.USER_ID FROM KCW_MEMBER m"
                                + within("m.WORKSPACE_ID", "m.USER_ID")
                                + " WHERE m.SOURCE <> 'GROUP' AND m.REALM_ID = ? AND m.WORKSPACE_ID",
                        realm.value(),
                        realm.value(),
                        realm.value())
                .in(workspaces)
                .append("UNION SELECT WORKSPACE_ID, USER_ID FROM KCW_GROUPED)");
    }

    private static String within(String workspace, String user) {
        return " JOIN KCW_WORKSPACE w ON w.ID = " + workspace + " AND " + OrganizationMembers.counts(user);
    }

    /** How many users belong to each of the workspaces; who has none is left out. One statement. */
    static Map<String, Long> count(EntityManager em, RealmId realm, Collection<String> workspaces) {
        Map<String, Long> counts = new HashMap<>();
        in(realm, workspaces)
                .append("SELECT WORKSPACE_ID, COUNT(*) FROM KCW_BELONGS GROUP BY WORKSPACE_ID")
                .listFlushed(em, row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }
}
