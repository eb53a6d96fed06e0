package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.ValueKeys;
import io.github.kcworkspaces.resource.Resource;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Attributes of resources as searches find them. Whoever writes attributes of resources writes these rows too. */
final class AttributeRows {

    private AttributeRows() {}

    /** For resources that have no such rows yet: one statement, sent in batches. */
    static void insert(EntityManager em, Collection<Resource> resources) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Resource resource : resources) {
            Set<String> keys = new TreeSet<>();
            resource.attributes().forEach((name, value) -> keys.addAll(ValueKeys.of(name, value)));
            for (String key : keys) {
                rows.add(List.of(
                        resource.id().value(),
                        key,
                        resource.workspace().value(),
                        resource.type(),
                        resource.realm().value()));
            }
        }
        Sql.batch(
                em,
                "INSERT INTO KCW_RESOURCE_ATTRIBUTE (RESOURCE_ID, VALUE_KEY, WORKSPACE_ID, TYPE_KEY, REALM_ID)"
                        + " VALUES (?, ?, ?, ?, ?)",
                rows);
    }

    /** For resources whose attributes change. */
    static void replace(EntityManager em, Collection<Resource> resources) {
        List<List<@Nullable Object>> ids = new ArrayList<>();
        resources.forEach(resource -> ids.add(List.of(resource.id().value())));
        Sql.batch(em, "DELETE FROM KCW_RESOURCE_ATTRIBUTE WHERE RESOURCE_ID = ?", ids);
        insert(em, resources);
    }
}
