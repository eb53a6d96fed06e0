package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource, and how roles stand to it.
 *
 * @param parent id of the resource that it belongs to
 * @param parentName name of that resource
 * @param shared whether it is at home in another workspace
 * @param children how many active children it has, by type; null without any
 * @param states for each role {@code GRANTED}, {@code BY_TYPE}, {@code NONE}, {@code BLOCKED_BY_PARENT} or {@code MIXED}
 * @param usableChildren for each role how many of the children it grants; null without children
 * @param conditional ids of those roles that grant something here under a condition; null without any
 * @param childGrants on how many of the children the role has a grant of their own, by type; only when one role is asked for
 * @param blocked whether the role does not grant what it belongs to; only when one role is asked for
 * @param grants the grants on this very resource; only when one role is asked for, null without any
 * @param granted actions granted on this very resource; only when one role is asked for
 * @param byType actions granted on every resource of the type; only when one role is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixRowRepresentation(
        String id,
        String type,
        String externalId,
        String name,
        @Nullable String category,
        @Nullable String subCategory,
        List<String> providers,
        @Nullable String parent,
        @Nullable String parentName,
        boolean active,
        boolean shared,
        @Nullable Map<String, Long> children,
        List<String> states,
        @Nullable List<Long> usableChildren,
        @Nullable Map<String, Long> childGrants,
        @Nullable List<String> conditional,
        @Nullable Boolean blocked,
        @Nullable List<GrantRepresentation> grants,
        @Nullable List<String> granted,
        @Nullable List<String> byType) {}
