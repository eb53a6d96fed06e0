package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.id.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds widgets by the names that layouts have for them: with a suffix that the application adds, and with underscores for
 * slashes.
 */
final class WidgetIndex {

    private static final String SUFFIX = "_custom_obb";

    private final Map<String, ResourceId> exact = new HashMap<>();
    private final Map<String, ResourceId> normal = new HashMap<>();

    /** Of two that are alike but for slashes, the first is the one that others mean. */
    void add(String key, ResourceId id) {
        exact.put(key, id);
        normal.putIfAbsent(normal(key), id);
    }

    Optional<ResourceId> find(String name) {
        ResourceId found = exact.get(name);
        if (found == null) {
            found = exact.get(withoutSuffix(name));
        }
        return Optional.ofNullable(found == null ? normal.get(normal(name)) : found);
    }

    private static String normal(String name) {
        return withoutSuffix(name).replace('/', '_');
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
