package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who counts in a workspace that belongs to an organization: its members, as Keycloak has them, and the account owner. A
 * look-up by primary keys inside the statement that asks; a workspace without an organization costs nothing. Reads
 * Keycloak's tables, writes none of them.
 */
final class OrganizationMembers {

    private static final String IN = "EXISTS (SELECT 1 FROM ORG io JOIN USER_GROUP_MEMBERSHIP iu"
            + " ON iu.GROUP_ID = io.GROUP_ID WHERE io.ID = %1$s AND iu.USER_ID = %2$s)"
            + " OR EXISTS (SELECT 1 FROM ORG io JOIN FED_USER_GROUP_MEMBERSHIP iu"
            + " ON iu.GROUP_ID = io.GROUP_ID WHERE io.ID = %1$s AND iu.USER_ID = %2$s)"
            + " OR EXISTS (SELECT 1 FROM KCW_SETTINGS ia WHERE ia.REALM_ID = %3$s AND ia.ACCOUNT_OWNER_ID = %2$s)";

    /** That the organization of the workspace of the row {@code w}, if it has one, is enabled. */
    static final String ENABLED = "(w.ORGANIZATION_ID IS NULL OR EXISTS (SELECT 1 FROM ORG ie"
            + " WHERE ie.ID = w.ORGANIZATION_ID AND ie.ENABLED = TRUE))";

    /** The same of entities. */
    static final String ENABLED_ENTITY = "(w.organizationId is null or exists (select ie from KcwOrganization ie"
            + " where ie.id = w.organizationId and ie.enabled = true))";

    /** How often a user that is a parameter occurs in a condition. */
    private static final int TIMES = 3;

    private OrganizationMembers() {}

    /** That the user of a column counts in the workspace of the row {@code w}. */
    static String counts(String userColumn) {
        return "(w.ORGANIZATION_ID IS NULL OR " + String.format(IN, "w.ORGANIZATION_ID", userColumn, "w.REALM_ID")
                + ")";
    }

    /** The same of entities: {@code w} is the workspace. */
    static String counting(String user) {
        return "(w.organizationId is null or exists (select i from KcwOrganizationMember i"
                + " where i.organizationId = w.organizationId and i.userId = " + user + ")"
                + " or exists (select s from KcwSettings s where s.realmId = w.realmId and s.accountOwnerId = " + user
                + "))";
    }

    /** Adds that the user counts in the workspace of the row {@code w}. */
    static Sql andCounts(Sql sql, UserId user) {
        sql.append("AND " + counts("?"));
        for (int time = 0; time < TIMES; time++) {
            sql.append("", user.value());
        }
        return sql;
    }

    /** Adds that the user of a column would not count in any workspace of the organization. */
    static Sql andOutside(Sql sql, String userColumn, RealmId realm, String organization) {
        return sql.append(
                "AND NOT (" + String.format(IN, "?", userColumn, "?") + ")", organization, organization, realm.value());
    }

    /** Of these users, those who count in the workspaces of the organization; one statement for each chunk of them. */
    static Set<UserId> among(EntityManager em, RealmId realm, String organization, Collection<UserId> users) {
        Set<UserId> found = new HashSet<>();
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK));
            found.addAll(new Sql(
                            "SELECT u.USER_ID FROM ORG o JOIN USER_GROUP_MEMBERSHIP u ON u.GROUP_ID = o.GROUP_ID"
                                    + " WHERE o.ID = ? AND u.USER_ID",
                            organization)
                    .in(some)
                    .append(
                            "UNION SELECT f.USER_ID FROM ORG o JOIN FED_USER_GROUP_MEMBERSHIP f"
                                    + " ON f.GROUP_ID = o.GROUP_ID WHERE o.ID = ? AND f.USER_ID",
                            organization)
                    .in(some)
                    .append(
                            "UNION SELECT s.ACCOUNT_OWNER_ID FROM KCW_SETTINGS s WHERE s.REALM_ID = ?"
                                    + " AND s.ACCOUNT_OWNER_ID",
                            realm.value())
                    .in(some)
                    .list(em, row -> new UserId(row.getString(1))));
        }
        return found;
    }
}
