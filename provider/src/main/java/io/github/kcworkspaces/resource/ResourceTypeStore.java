package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;

/** Port: the resource types of a realm, without the built-in one. */
public interface ResourceTypeStore {

    /** Ordered by key. Bounded by {@link ResourceTypeRules#MOST_TYPES}. */
    List<ResourceType> all(RealmId realm);

    Optional<ResourceType> find(RealmId realm, String key);

    /** In a constant number of statements. */
    void insert(List<ResourceType> types);

    /** Stores all members but realm and key, in a constant number of statements; the versions grow by one. */
    void update(List<ResourceType> types);

    default void insert(ResourceType type) {
        insert(List.of(type));
    }

    default void update(ResourceType type) {
        update(List.of(type));
    }

    void delete(RealmId realm, String key);
}
