package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;

/** Port: the resource types of a realm, without the built-in one. */
public interface ResourceTypeStore {

    /** Ordered by key. Bounded by {@link ResourceTypeRules#MOST_TYPES}. */
    List<ResourceType> all(RealmId realm);

    Optional<ResourceType> find(RealmId realm, String key);

    void insert(ResourceType type);

    /** Stores all members but realm and key; the version grows by one. */
    void update(ResourceType type);

    void delete(RealmId realm, String key);
}
