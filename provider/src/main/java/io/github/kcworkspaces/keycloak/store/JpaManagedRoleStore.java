package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.Member;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sources outside give, in {@code KCW_MEMBER_ROLE} and {@code KCW_MEMBER}; all by plain JDBC, in batches. */
public final class JpaManagedRoleStore implements ManagedRoleStore {

    private static final String STANDING =
            "SELECT w.ID, w.ALIAS, w.OWNER_ID, s.ACCOUNT_OWNER_ID, %s, m.STATUS, m.SOURCE,"
                    + " m.USERNAME, x.ROLE_ID, r.NAME, x.SOURCE FROM ";
    private static final String SETTINGS = " JOIN KCW_SETTINGS s ON s.REALM_ID = w.REALM_ID";
    private static final String ROLES = " LEFT JOIN KCW_MEMBER_ROLE x ON x.WORKSPACE_ID = m.WORKSPACE_ID"
            + " AND x.USER_ID = m.USER_ID LEFT JOIN KCW_ROLE r ON r.ID = x.ROLE_ID ";
    private static final String AT = " WHERE WORKSPACE_ID = ? AND USER_ID = ? AND REALM_ID = ?";

    /** Mappers of identity providers and components of directories that something is from, and that are no more. */
    static final String VANISHED = "((x.SOURCE LIKE 'idp:%' AND NOT EXISTS (SELECT 1 FROM IDENTITY_PROVIDER_MAPPER i"
            + " WHERE i.REALM_ID = x.REALM_ID AND i.ID = SUBSTRING(x.SOURCE, 5)))"
            + " OR (x.SOURCE LIKE 'ldap:%' AND NOT EXISTS (SELECT 1 FROM COMPONENT c"
            + " WHERE c.REALM_ID = x.REALM_ID AND c.ID = SUBSTRING(x.SOURCE, 6)))) LIMIT ?";

    private final EntityManager em;

    public JpaManagedRoleStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<Standing> standings(RealmId realm, UserId user, String source, Collection<WorkspaceId> workspaces) {
        Map<Place, Folding> found = new LinkedHashMap<>();
        List<String> ids =
                workspaces.stream().map(WorkspaceId::value).distinct().toList();
        for (int from = 0; from == 0 || from < ids.size(); from += Jpql.CHUNK) {
            Sql sql = new Sql(
                    String.format(STANDING, "?") + "KCW_WORKSPACE w" + SETTINGS
                            + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = ?" + ROLES
                            + "WHERE w.REALM_ID = ? AND s.ENABLED = TRUE AND w.ID IN (SELECT y.WORKSPACE_ID"
                            + " FROM KCW_MEMBER_ROLE y WHERE y.REALM_ID = ? AND y.USER_ID = ? AND y.SOURCE = ?",
                    user.value(),
                    user.value(),
                    realm.value(),
                    realm.value(),
                    user.value(),
                    source);
            List<String> some = ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK));
            if (!some.isEmpty()) {
                sql.append("UNION SELECT v.ID FROM KCW_WORKSPACE v WHERE v.ID").in(some);
            }
            Map<Place, Folding> chunk = new LinkedHashMap<>();
            sql.append(") ORDER BY w.ID").list(em, row -> fold(row, chunk));
            found.putAll(chunk);
        }
        return found.values().stream().map(Folding::standing).toList();
    }

    @Override
    public List<Standing> fed(RealmId realm, String source, @Nullable WorkspaceId workspace, int max) {
        return fed(realm, source, workspace, null, max);
    }

    @Override
    public List<Standing> fedTo(RealmId realm, String source, UserId user) {
        return fed(realm, source, null, user, Integer.MAX_VALUE);
    }

    private List<Standing> fed(
            RealmId realm, String source, @Nullable WorkspaceId workspace, @Nullable UserId user, int max) {
        Map<Place, Folding> found = new LinkedHashMap<>();
        Sql sql = new Sql(
                String.format(STANDING, "y.USER_ID")
                        + "(SELECT DISTINCT z.WORKSPACE_ID, z.USER_ID FROM KCW_MEMBER_ROLE z"
                        + " WHERE z.REALM_ID = ? AND z.SOURCE = ?",
                realm.value(),
                source);
        if (workspace != null) {
            sql.append("AND z.WORKSPACE_ID = ?", workspace.value());
        }
        if (user != null) {
            sql.append("AND z.USER_ID = ?", user.value());
        }
        sql.append("LIMIT ?", max)
                .append(") y JOIN KCW_WORKSPACE w ON w.ID = y.WORKSPACE_ID" + SETTINGS
                        + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = y.USER_ID" + ROLES
                        + "ORDER BY w.ID, y.USER_ID")
                .list(em, row -> fold(row, found));
        return found.values().stream().map(Folding::standing).toList();
    }

    @Override
    public void lock(RealmId realm, Collection<WorkspaceId> workspaces) {
        List<String> ids =
                workspaces.stream().map(WorkspaceId::value).distinct().sorted().toList();
        for (int from = 0; from < ids.size(); from += Jpql.CHUNK) {
            new Sql("SELECT w.ID FROM KCW_WORKSPACE w WHERE w.REALM_ID = ? AND w.ID", realm.value())
                    .in(ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK)))
                    .append("ORDER BY w.ID FOR UPDATE")
                    .list(em, row -> row.getString(1));
        }
    }

    @Override
    public Map<WorkspaceId, Set<GroupId>> mappedGroups(RealmId realm, Collection<WorkspaceId> workspaces) {
        Map<WorkspaceId, Set<GroupId>> mapped = new HashMap<>();
        List<String> ids =
                workspaces.stream().map(WorkspaceId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += Jpql.CHUNK) {
            new Sql(
                            "SELECT DISTINCT g.WORKSPACE_ID, g.GROUP_ID FROM KCW_GROUP_ROLE g WHERE g.REALM_ID = ?"
                                    + " AND g.WORKSPACE_ID",
                            realm.value())
                    .in(ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK)))
                    .list(
                            em,
                            row -> mapped.computeIfAbsent(new WorkspaceId(row.getString(1)), id -> new HashSet<>())
                                    .add(new GroupId(row.getString(2))));
        }
        return mapped;
    }

    @Override
    public void insert(Collection<Member> members) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Member member : members) {
            Member.Person person = member.user();
            rows.add(Arrays.asList(
                    member.workspace().value(),
                    person.id().value(),
                    member.realm().value(),
                    member.status().name(),
                    member.source().name(),
                    person.username(),
                    person.email(),
                    person.firstName(),
                    person.lastName(),
                    person.directoryId(),
                    member.since(),
                    member.version()));
        }
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_MEMBER (WORKSPACE_ID, USER_ID, REALM_ID, STATUS, SOURCE, USERNAME, EMAIL,"
                        + " FIRST_NAME, LAST_NAME, DIRECTORY_ID, SINCE, VERSION) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows));
    }

    @Override
    public void give(RealmId realm, String source, Collection<SourceRole> roles) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        roles.forEach(given -> rows.add(List.of(
                given.place().workspace().value(),
                given.place().user().value(),
                given.role().value(),
                source,
                realm.value())));
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_MEMBER_ROLE (WORKSPACE_ID, USER_ID, ROLE_ID, SOURCE, REALM_ID) VALUES (?, ?, ?, ?, ?)",
                rows));
    }

    @Override
    public void take(RealmId realm, String source, Collection<SourceRole> roles) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        roles.forEach(taken -> rows.add(List.of(
                taken.place().workspace().value(),
                taken.place().user().value(),
                realm.value(),
                taken.role().value(),
                source)));
        Sql.batch(em, "DELETE FROM KCW_MEMBER_ROLE" + AT + " AND ROLE_ID = ? AND SOURCE = ?", rows);
    }

    @Override
    public void touch(RealmId realm, Map<Place, Member.Source> sources) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        sources.forEach((place, source) -> rows.add(
                List.of(source.name(), place.workspace().value(), place.user().value(), realm.value())));
        Sql.batch(em, "UPDATE KCW_MEMBER SET SOURCE = ?, VERSION = VERSION + 1" + AT, rows);
    }

    @Override
    public void strip(RealmId realm, Collection<Place> places) {
        Sql.batch(em, "DELETE FROM KCW_MEMBER_ROLE" + AT, keys(realm, places));
    }

    @Override
    public void delete(RealmId realm, Collection<Place> places) {
        strip(realm, places);
        Sql.batch(em, "DELETE FROM KCW_MEMBER" + AT, keys(realm, places));
    }

    @Override
    public List<Gone> gone(int max) {
        return new Sql("SELECT DISTINCT x.REALM_ID, x.SOURCE FROM KCW_MEMBER_ROLE x WHERE " + VANISHED, max)
                .listFlushed(em, JpaManagedRoleStore::gone);
    }

    @Override
    public List<Unlinked> unlinked(int max) {
        return new Sql(
                        "SELECT DISTINCT x.REALM_ID, x.USER_ID, x.SOURCE FROM KCW_MEMBER_ROLE x"
                                + " JOIN IDENTITY_PROVIDER_MAPPER i ON i.REALM_ID = x.REALM_ID AND i.ID = SUBSTRING(x.SOURCE, 5)"
                                + " WHERE x.SOURCE LIKE 'idp:%' AND NOT EXISTS (SELECT 1 FROM FEDERATED_IDENTITY f"
                                + " WHERE f.USER_ID = x.USER_ID AND f.IDENTITY_PROVIDER = i.IDP_ALIAS)"
                                + " AND NOT EXISTS (SELECT 1 FROM BROKER_LINK b WHERE b.USER_ID = x.USER_ID"
                                + " AND b.IDENTITY_PROVIDER = i.IDP_ALIAS) LIMIT ?",
                        max)
                .listFlushed(
                        em,
                        row -> new Unlinked(
                                new RealmId(row.getString(1)), new UserId(row.getString(2)), row.getString(3)));
    }

    static Gone gone(ResultSet row) throws SQLException {
        return new Gone(new RealmId(row.getString(1)), row.getString(2));
    }

    private static List<List<@Nullable Object>> keys(RealmId realm, Collection<Place> places) {
        List<List<@Nullable Object>> keys = new ArrayList<>();
        places.forEach(place ->
                keys.add(List.of(place.workspace().value(), place.user().value(), realm.value())));
        return keys;
    }

    /** The rows of one member, as they come. */
    private record Folding(
            Place place,
            String alias,
            boolean owner,
            @Nullable Row row,
            List<Given> given) {

        Standing standing() {
            return new Standing(place, alias, owner, row, given);
        }
    }

    private static boolean fold(ResultSet row, Map<Place, Folding> into) throws SQLException {
        String user = row.getString(5);
        Place place = new Place(new WorkspaceId(row.getString(1)), new UserId(user));
        Folding folding = into.get(place);
        if (folding == null) {
            String status = row.getString(6);
            folding = new Folding(
                    place,
                    row.getString(2),
                    user.equals(row.getString(3)) || user.equals(row.getString(4)),
                    status == null
                            ? null
                            : new Row(
                                    Member.Status.valueOf(status),
                                    Member.Source.valueOf(row.getString(7)),
                                    row.getString(8)),
                    new ArrayList<>());
            into.put(place, folding);
        }
        String role = row.getString(9);
        if (role != null) {
            String name = row.getString(10);
            folding.given().add(new Given(new RoleId(role), name == null ? role : name, row.getString(11)));
        }
        return true;
    }
}
