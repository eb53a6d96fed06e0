package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.Role;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Grants in {@code KCW_GRANT}. */
public final class JpaGrantStore implements GrantStore {

    /** How many columns tell where a grant stands. */
    private static final int POSITION = 3;

    private final EntityManager em;

    public JpaGrantStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Map<RoleId, List<Grant>> ofRoles(Collection<RoleId> roles) {
        Map<RoleId, List<Grant>> found = new LinkedHashMap<>();
        if (!roles.isEmpty()) {
            new Sql("SELECT ROLE_ID, TYPE_KEY, RESOURCE_KEY, ACTIONS, CONDITION_JSON FROM KCW_GRANT WHERE ROLE_ID")
                    .in(roles.stream().map(RoleId::value).toList())
                    .list(
                            em,
                            row -> found.computeIfAbsent(new RoleId(row.getString(1)), role -> new ArrayList<>())
                                    .add(StoredGrant.grant(
                                            row.getString(2), row.getString(3), row.getString(4), row.getString(5))));
        }
        return found;
    }

    @Override
    public Page<Grant> page(Role role, GrantFilter filter) {
        long total = matching("select count(g)", role, filter).count(em);
        List<Grant> grants = matching("select g", role, filter)
                .append("order by g.typeKey, case when g.resourceKey = '-' then 0 else 1 end, g.resourceKey,"
                        + " g.conditionHash")
                .list(em, GrantEntity.class, filter.page())
                .stream()
                .map(row -> StoredGrant.grant(row.typeKey, row.resourceKey, row.actions, row.conditionJson))
                .toList();
        return new Page<>(grants, total);
    }

    @Override
    public List<Positioned> candidates(
            Role role, GrantFilter filter, ResourceStore.Reach reach, @Nullable String after, int max) {
        Jpql jpql = matching("select g", role, filter);
        Set<String> types = reach.types();
        if (types != null) {
            jpql.append("and (g.resourceKey = '-'");
            if (!types.isEmpty()) {
                jpql.append("or g.typeKey in :types").with("types", types);
            }
            if (!reach.roles().isEmpty()) {
                jpql.append("or exists (select h from KcwGrant h where h.resourceKey = g.resourceKey"
                                + " and h.roleId in :own)")
                        .with("own", reach.roles().stream().map(RoleId::value).toList());
            }
            SharedSql.orWith(jpql, "g.resourceKey", reach.subject());
            jpql.append(")");
        }
        String[] position = after == null ? new String[0] : after.split(" ", -1);
        if (position.length == POSITION) {
            jpql.append("and (g.typeKey > :type or (g.typeKey = :type and (g.resourceKey > :resource"
                            + " or (g.resourceKey = :resource and g.conditionHash > :condition))))")
                    .with("type", position[0])
                    .with("resource", position[1])
                    .with("condition", position[2]);
        }
        return jpql
                .append("order by g.typeKey, g.resourceKey, g.conditionHash")
                .list(em, GrantEntity.class, max)
                .stream()
                .map(row -> new Positioned(
                        StoredGrant.grant(row.typeKey, row.resourceKey, row.actions, row.conditionJson),
                        String.join(" ", row.typeKey, row.resourceKey, row.conditionHash)))
                .toList();
    }

    @Override
    public List<Grant> on(Role role, Collection<ResourceId> resources) {
        List<String> keys = Stream.concat(
                        Stream.of(StoredGrant.NONE), resources.stream().map(ResourceId::value))
                .distinct()
                .toList();
        List<Grant> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += Jpql.CHUNK) {
            found.addAll(new Sql(
                            "SELECT TYPE_KEY, RESOURCE_KEY, ACTIONS, CONDITION_JSON FROM KCW_GRANT WHERE ROLE_ID = ?"
                                    + " AND RESOURCE_KEY",
                            role.id().value())
                    .in(keys.subList(from, Math.min(keys.size(), from + Jpql.CHUNK)))
                    .list(
                            em,
                            row -> StoredGrant.grant(
                                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
        }
        return found;
    }

    @Override
    public Map<ResourceId, ResourceId> parents(Role role) {
        Map<ResourceId, ResourceId> parents = new HashMap<>();
        new Sql(
                        "SELECT r.ID, r.PARENT_ID FROM KCW_GRANT g JOIN KCW_RESOURCE r ON r.ID = g.RESOURCE_KEY"
                                + " AND r.REALM_ID = g.REALM_ID WHERE g.ROLE_ID = ? AND r.PARENT_ID IS NOT NULL",
                        role.id().value())
                .list(em, row -> parents.put(new ResourceId(row.getString(1)), new ResourceId(row.getString(2))));
        return parents;
    }

    @Override
    public void apply(Role role, Collection<Grant> put, Collection<Grant.Key> removed) {
        List<List<@Nullable Object>> gone = new ArrayList<>();
        removed.forEach(key -> gone.add(row(role, key)));
        // What is new is most of a large change: it has nothing to be removed before.
        Set<List<@Nullable Object>> stored = put.isEmpty() ? Set.of() : stored(role);
        put.stream()
                .map(grant -> row(role, grant.key()))
                .filter(stored::contains)
                .forEach(gone::add);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Grant grant : put) {
            List<@Nullable Object> row = new ArrayList<>(row(role, grant.key()));
            row.addAll(Arrays.asList(
                    role.realm().value(), StoredGrant.actions(grant), StoredGrant.condition(grant.condition())));
            rows.add(row);
        }
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "DELETE FROM KCW_GRANT WHERE ROLE_ID = ? AND TYPE_KEY = ? AND RESOURCE_KEY = ?"
                            + " AND CONDITION_HASH = ?",
                    gone);
            Sql.batch(
                    em,
                    "INSERT INTO KCW_GRANT (ROLE_ID, TYPE_KEY, RESOURCE_KEY, CONDITION_HASH, REALM_ID, ACTIONS,"
                            + " CONDITION_JSON) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    rows);
            return rows;
        });
    }

    @Override
    public Set<String> typesInUse(RealmId realm, Collection<String> types) {
        if (types.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                new Jpql("select distinct g.typeKey from KcwGrant g where g.realmId = :realm and g.typeKey in :types")
                        .with("realm", realm.value())
                        .with("types", types)
                        .list(em, String.class));
    }

    /** The keys of all grants of the role. */
    private Set<List<@Nullable Object>> stored(Role role) {
        return new HashSet<>(new Sql(
                        "SELECT TYPE_KEY, RESOURCE_KEY, CONDITION_HASH FROM KCW_GRANT WHERE ROLE_ID = ?",
                        role.id().value())
                .list(
                        em,
                        row -> Arrays.<@Nullable Object>asList(
                                role.id().value(), row.getString(1), row.getString(2), row.getString(3))));
    }

    private static List<@Nullable Object> row(Role role, Grant.Key key) {
        return Arrays.asList(
                role.id().value(),
                key.type(),
                StoredGrant.resourceKey(key.resource()),
                StoredGrant.hash(key.condition()));
    }

    private static Jpql matching(String select, Role role, GrantFilter filter) {
        String search = filter.page().search();
        boolean byResource = filter.category() != null
                || filter.subCategory() != null
                || filter.provider() != null
                || search != null;
        Jpql jpql = new Jpql(select + " from KcwGrant g"
                        + (byResource ? " join KcwResource r on r.id = g.resourceKey" : "")
                        + " where g.realmId = :realm and g.roleId = :role")
                .with("realm", role.realm().value())
                .with("role", role.id().value())
                .andEqual("g.typeKey", filter.type());
        if (byResource) {
            jpql.andEqual("r.category", filter.category())
                    .andEqual("r.subCategory", filter.subCategory())
                    .andFound(search, "r.name", "r.externalId");
            ResourceRows.andProvider(jpql, filter.provider());
        }
        return jpql;
    }
}
