package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.ResourceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many resources by type and external id in one statement. */
final class NamedResources {

    private NamedResources() {}

    /** Not more names at once than a statement takes. */
    static List<List<ResourceName>> chunks(Collection<ResourceName> names) {
        List<ResourceName> all = List.copyOf(names);
        List<List<ResourceName>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += Jpql.CHUNK) {
            chunks.add(all.subList(from, Math.min(all.size(), from + Jpql.CHUNK)));
        }
        return chunks;
    }

    /** Adds the condition that type and external id are those of one of the names: a list for each type. */
    static Sql among(Sql sql, String type, String externalId, Collection<ResourceName> names) {
        Map<String, List<String>> byType = new TreeMap<>();
        names.forEach(name ->
                byType.computeIfAbsent(name.type(), key -> new ArrayList<>()).add(name.externalId()));
        sql.append("(1 = 0");
        byType.forEach((key, ids) -> sql.append("OR (" + type + " = ? AND " + externalId, key)
                .in(ids)
                .append(")"));
        return sql.append(")");
    }
}
