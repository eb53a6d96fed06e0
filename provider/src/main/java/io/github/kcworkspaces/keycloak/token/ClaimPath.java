package io.github.kcworkspaces.keycloak.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.AccessToken;
import org.keycloak.utils.JsonUtils;

/**
 * Where in a token a claim is: the name of a claim as Keycloak's own mappers take it, in which dots nest and a backslash
 * before a dot does not.
 */
record ClaimPath(List<String> steps) {

    /** What tokens are made of besides claims of mappers; a claim of such a name would be there twice. */
    private static final Set<String> RESERVED = reserved();

    ClaimPath {
        steps = List.copyOf(steps);
    }

    /** @return null for a name that no claim can have */
    static @Nullable ClaimPath of(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        List<String> steps = split(name.strip());
        boolean usable = !steps.isEmpty()
                && steps.stream().noneMatch(String::isBlank)
                && !RESERVED.contains(steps.get(0))
                && !steps.get(0).startsWith("_");
        return usable ? new ClaimPath(steps) : null;
    }

    /** Most names are one step; this is asked for each token. */
    private static List<String> split(String name) {
        boolean nested = name.indexOf('.') >= 0 || name.indexOf('\\') >= 0;
        return nested ? JsonUtils.splitClaimPath(name) : List.of(name);
    }

    /** Writes the claim; whatever else had its place is gone. */
    void put(Map<String, Object> claims, Object value) {
        Map<String, Object> parent = claims;
        for (String step : steps.subList(0, steps.size() - 1)) {
            // Copied: what was there may be shared with another token, or unmodifiable.
            Map<String, Object> inner = new LinkedHashMap<>(members(parent.get(step)));
            parent.put(step, inner);
            parent = inner;
        }
        parent.put(last(), value);
    }

    /** Takes the claim away, whoever wrote it. */
    void remove(Map<String, Object> claims) {
        if (find(claims) == null) {
            return;
        }
        Map<String, Object> parent = claims;
        for (String step : steps.subList(0, steps.size() - 1)) {
            Map<String, Object> inner = new LinkedHashMap<>(members(parent.get(step)));
            parent.put(step, inner);
            parent = inner;
        }
        parent.remove(last());
    }

    /** @return null when there is no such claim */
    @Nullable
    Object find(Map<String, Object> claims) {
        Object found = claims;
        for (String step : steps) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    /** The name of a claim, or of a member of it, where all names stand beside each other. */
    String label(@Nullable String member) {
        String name = String.join(".", steps);
        return member == null ? name : name + "." + member;
    }

    private String last() {
        return steps.get(steps.size() - 1);
    }

    private static Map<String, Object> members(@Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        }
        return members;
    }

    private static Set<String> reserved() {
        Set<String> names = new TreeSet<>(Set.of(
                "exp",
                "nbf",
                "iat",
                "auth_time",
                "session_state",
                "active",
                "client_id",
                "username",
                "token_type",
                "act"));
        for (Class<?> type = AccessToken.class; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    names.add(property.value().isEmpty() ? field.getName() : property.value());
                }
            }
        }
        return Set.copyOf(names);
    }
}
