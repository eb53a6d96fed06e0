package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.ResourceTypeService.Uses;
import io.github.kcworkspaces.resource.ResourceTypeStore;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resource types in {@code KCW_RESOURCE_TYPE}; also tells whether one is used. */
public final class JpaResourceTypeStore implements ResourceTypeStore, ResourceTypeService.TypeUsage {

    private final EntityManager em;

    public JpaResourceTypeStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<ResourceType> all(RealmId realm) {
        return of(realm).append("order by t.typeKey").list(em, ResourceTypeEntity.class).stream()
                .map(JpaResourceTypeStore::type)
                .toList();
    }

    @Override
    public Optional<ResourceType> find(RealmId realm, String key) {
        return of(realm)
                .andEqual("t.typeKey", key)
                .first(em, ResourceTypeEntity.class)
                .map(JpaResourceTypeStore::type);
    }

    @Override
    public void insert(List<ResourceType> types) {
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "INSERT INTO KCW_RESOURCE_TYPE (NAME, CATEGORY, ACTIONS, BASE_ACTION, IMPLIES, PARENT_TYPE,"
                            + " REGISTRATION, PRESENTATION, SHAREABLE, GATE, REALM_ID, TYPE_KEY, VERSION)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                    types.stream().map(JpaResourceTypeStore::row).toList());
            return types;
        });
    }

    @Override
    public void update(List<ResourceType> types) {
        Sql.batch(
                em,
                "UPDATE KCW_RESOURCE_TYPE SET NAME = ?, CATEGORY = ?, ACTIONS = ?, BASE_ACTION = ?, IMPLIES = ?,"
                        + " PARENT_TYPE = ?, REGISTRATION = ?, PRESENTATION = ?, SHAREABLE = ?, GATE = ?,"
                        + " VERSION = VERSION + 1"
                        + " WHERE REALM_ID = ? AND TYPE_KEY = ?",
                types.stream().map(JpaResourceTypeStore::row).toList());
    }

    @Override
    public void delete(RealmId realm, String key) {
        new Jpql("delete from KcwResourceType t where t.realmId = :realm and t.typeKey = :key")
                .with("realm", realm.value())
                .with("key", key)
                .execute(em);
    }

    @Override
    public boolean used(RealmId realm, String key) {
        return anyOf("KcwResource", realm, key) || anyOf("KcwGrant", realm, key);
    }

    @Override
    public Map<String, Set<String>> grantedActions(RealmId realm, Set<String> keys) {
        Map<String, Set<String>> granted = new HashMap<>();
        if (!keys.isEmpty()) {
            new Jpql("select distinct g.typeKey, g.actions from KcwGrant g where g.realmId = :realm"
                            + " and g.typeKey in :keys")
                    .with("realm", realm.value())
                    .with("keys", keys)
                    .list(em, Object[].class)
                    .forEach(row -> granted.computeIfAbsent((String) row[0], key -> new TreeSet<>())
                            .addAll(List.of(((String) row[1]).split(" "))));
        }
        return granted;
    }

    @Override
    public Map<String, Uses> uses(RealmId realm) {
        Map<String, Uses> uses = new HashMap<>();
        count("KcwResource", realm)
                .forEach(row -> uses.merge(
                        (String) row[0], new Uses((Long) row[1], 0), (one, other) -> one.plus(other.resources(), 0)));
        count("KcwGrant", realm)
                .forEach(row -> uses.merge(
                        (String) row[0], new Uses(0, (Long) row[1]), (one, other) -> one.plus(0, other.grants())));
        return uses;
    }

    private List<Object[]> count(String entity, RealmId realm) {
        return new Jpql("select x.typeKey, count(x) from " + entity + " x where x.realmId = :realm group by x.typeKey")
                .with("realm", realm.value())
                .list(em, Object[].class);
    }

    private boolean anyOf(String entity, RealmId realm, String key) {
        return new Jpql("select x.typeKey from " + entity + " x where x.realmId = :realm")
                .with("realm", realm.value())
                .andEqual("x.typeKey", key)
                .first(em, String.class)
                .isPresent();
    }

    private static Jpql of(RealmId realm) {
        return new Jpql("select t from KcwResourceType t where t.realmId = :realm").with("realm", realm.value());
    }

    /** The columns in the order of both statements. */
    private static List<@Nullable Object> row(ResourceType type) {
        TypeDefinition definition = type.definition();
        return Arrays.asList(
                type.name(),
                type.category(),
                String.join(" ", definition.actions()),
                definition.baseAction(),
                StoredJson.write(definition.implies()),
                definition.parentType(),
                definition.registration().name(),
                StoredJson.write(type.presentation()),
                String.join(" ", definition.shareable()),
                type.gate() == null ? null : type.gate().name(),
                type.realm().value(),
                type.key());
    }

    private static ResourceType type(ResourceTypeEntity row) {
        List<String> actions = List.of(row.actions.split(" "));
        return new ResourceType(
                new RealmId(row.realmId),
                new TypeDefinition(
                        row.typeKey,
                        actions,
                        row.baseAction,
                        StoredJson.sets(row.implies),
                        row.parentType,
                        Registration.valueOf(row.registration),
                        shareable(row.shareable, actions)),
                row.name,
                row.category,
                StoredJson.presentation(row.presentation),
                row.gate == null ? null : Gate.valueOf(row.gate),
                false,
                row.version);
    }

    private static Set<String> shareable(@Nullable String stored, List<String> actions) {
        if (stored == null) {
            return TypeDefinition.usuallyShareable(actions);
        }
        return stored.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(stored.split(" ")));
    }
}
