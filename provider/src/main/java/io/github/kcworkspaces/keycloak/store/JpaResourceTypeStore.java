package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.ResourceTypeStore;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    public void insert(ResourceType type) {
        TypeDefinition definition = type.definition();
        ResourceTypeEntity row = new ResourceTypeEntity();
        row.realmId = type.realm().value();
        row.typeKey = type.key();
        row.name = type.name();
        row.category = type.category();
        row.actions = String.join(" ", definition.actions());
        row.baseAction = definition.baseAction();
        row.implies = StoredJson.write(definition.implies());
        row.parentType = definition.parentType();
        row.registration = definition.registration().name();
        row.version = type.version();
        StoreRules.racing(() -> {
            Jpql.insert(em, row);
            return row;
        });
    }

    @Override
    public void update(ResourceType type) {
        TypeDefinition definition = type.definition();
        Sql.batch(
                em,
                "UPDATE KCW_RESOURCE_TYPE SET NAME = ?, CATEGORY = ?, ACTIONS = ?, BASE_ACTION = ?, IMPLIES = ?,"
                        + " PARENT_TYPE = ?, REGISTRATION = ?, VERSION = VERSION + 1"
                        + " WHERE REALM_ID = ? AND TYPE_KEY = ?",
                List.of(Arrays.asList(
                        type.name(),
                        type.category(),
                        String.join(" ", definition.actions()),
                        definition.baseAction(),
                        StoredJson.write(definition.implies()),
                        definition.parentType(),
                        definition.registration().name(),
                        type.realm().value(),
                        type.key())));
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

    private static ResourceType type(ResourceTypeEntity row) {
        return new ResourceType(
                new RealmId(row.realmId),
                new TypeDefinition(
                        row.typeKey,
                        List.of(row.actions.split(" ")),
                        row.baseAction,
                        StoredJson.sets(row.implies),
                        row.parentType,
                        Registration.valueOf(row.registration)),
                row.name,
                row.category,
                false,
                row.version);
    }
}
