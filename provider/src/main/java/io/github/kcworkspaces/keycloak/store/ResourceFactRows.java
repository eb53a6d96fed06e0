package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Resources with their parents and what is shared of them, by one statement: home and shares are its two halves. */
final class ResourceFactRows {

    /** Of a resource {@code c}, and of its parent {@code p}: what {@link #atHome} reads. */
    private static final String FACTS = "%1$s.ID, %1$s.OWNER_ID, %1$s.ACTIVE, %1$s.ATTRIBUTES";

    private static final String NAME = ", %1$s.TYPE_KEY, %1$s.EXTERNAL_ID, %1$s.WORKSPACE_ID";
    private static final String NAMED_COLUMNS = String.format(FACTS, "c");
    private static final String COLUMNS = String.format(FACTS + NAME, "c");
    private static final String PARENT_COLUMNS = ", " + String.format(FACTS + NAME, "p");
    private static final int FACT_COUNT = 4;
    private static final int COLUMN_COUNT = 7;

    static final String PARENT = " LEFT JOIN KCW_RESOURCE p ON p.ID = c.PARENT_ID AND p.WORKSPACE_ID = c.WORKSPACE_ID ";

    private static final String DIRECT = " LEFT JOIN KCW_DIRECT_SHARE d ON d.RESOURCE_ID = c.ID AND";
    private static final String DIRECT_ON_PARENT = "LEFT JOIN KCW_DIRECT_SHARE e ON e.RESOURCE_ID = p.ID AND";
    private static final String SHARED = ", s.SHARED_AT FROM KCW_SHARE s"
            + " JOIN KCW_RESOURCE c ON c.ID = s.RESOURCE_ID JOIN KCW_WORKSPACE h ON h.ID = c.WORKSPACE_ID";
    private static final String PARENT_SHARED =
            "LEFT JOIN KCW_SHARE t ON t.RESOURCE_ID = p.ID AND t.WORKSPACE_ID = s.WORKSPACE_ID";

    private ResourceFactRows() {}

    /** A row; one resource has several when several of the subject's groups have shares of it. */
    private record Row(
            ResourceFacts facts,
            @Nullable String direct,
            @Nullable String directOnParent,
            long sharedAt) {}

    /** What is found of several that have the same name: what is at home, else what was shared first. */
    private static final Comparator<Row> FIRST = Comparator.comparing(
                    (Row row) -> row.facts().origin() != null)
            .thenComparing(Row::sharedAt)
            .thenComparing(row -> id(row.facts()));

    static Optional<ResourceFacts> named(
            EntityManager em,
            RealmId realm,
            Membership membership,
            Subject subject,
            TypeDefinition type,
            String externalId) {
        boolean parents = type.parentType() != null;
        Consumer<Sql> home = sql -> sql.append("c.TYPE_KEY = ? AND c.EXTERNAL_ID = ?", type.key(), externalId);
        if (!membership.sharing()) {
            return atHome(em, realm, membership.workspace(), parents, home).stream()
                    .findFirst();
        }
        Consumer<Sql> shared = sql -> sql.append("s.TYPE_KEY = ? AND s.EXTERNAL_ID = ?", type.key(), externalId);
        List<Row> rows = rows(em, realm, membership.workspace(), subject, parents, home, shared);
        return rows.stream().min(FIRST).map(first -> fold(rows, id(first.facts())));
    }

    /** Without what is shared of them directly. */
    static Collection<ResourceFacts> among(
            EntityManager em, RealmId realm, Membership membership, boolean parents, Collection<ResourceName> names) {
        Consumer<Sql> home = sql -> NamedResources.among(sql, "c.TYPE_KEY", "c.EXTERNAL_ID", names);
        if (!membership.sharing()) {
            return atHome(em, realm, membership.workspace(), parents, home);
        }
        Consumer<Sql> shared = sql -> NamedResources.among(sql, "s.TYPE_KEY", "s.EXTERNAL_ID", names);
        Map<ResourceName, ResourceFacts> found = new LinkedHashMap<>();
        rows(em, realm, membership.workspace(), null, parents, home, shared).stream()
                .sorted(FIRST)
                .map(Row::facts)
                .forEach(facts -> found.putIfAbsent(new ResourceName(facts.type(), facts.externalId()), facts));
        return found.values();
    }

    /** Ordered by id. */
    static Collection<ResourceFacts> identified(
            EntityManager em, RealmId realm, Membership membership, Subject subject, List<String> ids) {
        Consumer<Sql> home = sql -> sql.append("c.ID").in(ids);
        if (!membership.sharing()) {
            return atHome(em, realm, membership.workspace(), true, home).stream()
                    .sorted(Comparator.comparing(ResourceFactRows::id))
                    .toList();
        }
        Consumer<Sql> shared = sql -> sql.append("s.RESOURCE_ID").in(ids).append("AND " + SharedSql.FIRST);
        Map<String, List<Row>> byId = new TreeMap<>();
        for (Row row : rows(em, realm, membership.workspace(), subject, true, home, shared)) {
            byId.computeIfAbsent(id(row.facts()), id -> new ArrayList<>(1)).add(row);
        }
        return byId.entrySet().stream()
                .map(entry -> fold(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** Where nothing is shared. */
    private static List<ResourceFacts> atHome(
            EntityManager em, RealmId realm, WorkspaceId workspace, boolean parents, Consumer<Sql> which) {
        Sql sql = new Sql(
                "SELECT " + columns(parents) + " FROM KCW_RESOURCE c" + (parents ? PARENT : "")
                        + " WHERE c.REALM_ID = ? AND c.WORKSPACE_ID = ? AND",
                realm.value(),
                workspace.value());
        which.accept(sql);
        return sql.listAlone(em, row -> atHome(row, 1, parents));
    }

    /**
     * What {@link #atHome} reads.
     *
     * @param parents whether the type has parents; what a type cannot have is not selected
     */
    static String columns(boolean parents) {
        return parents ? COLUMNS + PARENT_COLUMNS : COLUMNS;
    }

    /** How many {@link #columns} there are. */
    static int count(boolean parents) {
        return parents ? 2 * COLUMN_COUNT : COLUMN_COUNT;
    }

    /** As {@link #columns}, without what is known of a resource that was asked for by its name. */
    static String columnsOfNamed(boolean parents) {
        return parents ? NAMED_COLUMNS + PARENT_COLUMNS : NAMED_COLUMNS;
    }

    /** How many {@link #columnsOfNamed} there are. */
    static int countOfNamed(boolean parents) {
        return FACT_COUNT + (parents ? COLUMN_COUNT : 0);
    }

    /** As {@link #atHome}, of {@link #columnsOfNamed}. */
    static ResourceFacts named(ResultSet row, int column, ResourceName name, WorkspaceId workspace, boolean parents)
            throws SQLException {
        return facts(row, column, name, workspace, parents ? parent(row, column + FACT_COUNT) : null, null);
    }

    /** The resource of a row, without what is shared of it; {@link #columns} begin at the column. */
    static ResourceFacts atHome(ResultSet row, int column, boolean parents) throws SQLException {
        return facts(row, column, parents ? parent(row, column + COLUMN_COUNT) : null, null);
    }

    private static @Nullable ResourceFacts parent(ResultSet row, int column) throws SQLException {
        return row.getString(column) == null ? null : facts(row, column, null, null);
    }

    private static List<Row> rows(
            EntityManager em,
            RealmId realm,
            WorkspaceId workspace,
            @Nullable Subject subject,
            boolean parents,
            Consumer<Sql> home,
            Consumer<Sql> shared) {
        String columns = "SELECT " + columns(parents);
        Sql sql = new Sql(columns
                + (subject == null ? ", NULL" : ", d.ACTIONS")
                + (subject == null || !parents ? ", NULL" : ", e.ACTIONS")
                + ", NULL, NULL, NULL, 0 FROM KCW_RESOURCE c"
                + (parents ? PARENT : ""));
        if (subject != null) {
            SharedSql.with(sql.append(DIRECT), "d", subject);
            if (parents) {
                SharedSql.with(sql.append(DIRECT_ON_PARENT), "e", subject);
            }
        }
        home.accept(sql.append("WHERE c.REALM_ID = ? AND c.WORKSPACE_ID = ? AND", realm.value(), workspace.value()));
        sql.append("UNION ALL " + columns + ", NULL, NULL, h.STATUS, h.ORGANIZATION_ID, "
                + (parents ? "t.RESOURCE_ID" : "NULL") + SHARED);
        if (parents) {
            sql.append(PARENT + PARENT_SHARED);
        }
        shared.accept(sql.append("WHERE s.REALM_ID = ? AND s.WORKSPACE_ID = ? AND", realm.value(), workspace.value()));
        return sql.listAlone(em, row -> row(row, parents));
    }

    private static ResourceFacts fold(List<Row> rows, String id) {
        Set<String> direct = new HashSet<>();
        Set<String> onParent = new HashSet<>();
        ResourceFacts found = null;
        for (Row row : rows) {
            if (id(row.facts()).equals(id)) {
                found = row.facts();
                addAll(direct, row.direct());
                addAll(onParent, row.directOnParent());
            }
        }
        if (found == null) {
            throw new IllegalStateException("there is no row of the resource");
        }
        return direct.isEmpty() && onParent.isEmpty() ? found : found.withDirect(direct, onParent);
    }

    private static void addAll(Set<String> all, @Nullable String actions) {
        if (actions != null) {
            all.addAll(Arrays.asList(actions.split(" ")));
        }
    }

    private static Row row(ResultSet row, boolean parents) throws SQLException {
        int shares = 1 + count(parents);
        int parentColumn = 1 + COLUMN_COUNT;
        String status = row.getString(shares + 2);
        ResourceFacts.Origin origin =
                status == null ? null : new ResourceFacts.Origin("ACTIVE".equals(status), row.getString(shares + 3));
        boolean parentShared = row.getString(shares + 4) != null;
        ResourceFacts parent = parents && row.getString(parentColumn) != null
                ? facts(row, parentColumn, null, parentShared ? origin : null)
                : null;
        return new Row(
                facts(row, 1, parent, origin),
                row.getString(shares),
                row.getString(shares + 1),
                row.getLong(shares + 5));
    }

    private static ResourceFacts facts(
            ResultSet row, int first, @Nullable ResourceFacts parent, ResourceFacts.@Nullable Origin origin)
            throws SQLException {
        int name = first + FACT_COUNT;
        return facts(
                row,
                first,
                new ResourceName(row.getString(name), row.getString(name + 1)),
                new WorkspaceId(row.getString(name + 2)),
                parent,
                origin);
    }

    private static ResourceFacts facts(
            ResultSet row,
            int first,
            ResourceName name,
            WorkspaceId workspace,
            @Nullable ResourceFacts parent,
            ResourceFacts.@Nullable Origin origin)
            throws SQLException {
        String owner = row.getString(first + 1);
        return new ResourceFacts(
                new ResourceId(row.getString(first)),
                name.type(),
                name.externalId(),
                workspace,
                owner == null ? null : new UserId(owner),
                row.getBoolean(first + 2),
                parent,
                StoredJson.object(row.getString(first + 3)),
                origin,
                Set.of());
    }

    private static String id(ResourceFacts facts) {
        return String.valueOf(facts.id());
    }
}
