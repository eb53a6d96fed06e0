package io.github.kcworkspaces.decision;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The resource types of one realm at one revision. Immutable, so that it may be cached under its revision.
 *
 * @param revision changes with every change of a type; compare for equality only
 */
public record Catalogue(long revision, Map<String, TypeDefinition> types) {

    /** Type of the management rights inside a workspace; built in. */
    public static final String WORKSPACE_TYPE = "workspace";

    public Catalogue {
        types = Map.copyOf(types);
    }

    public static Catalogue of(long revision, Collection<TypeDefinition> types) {
        return new Catalogue(
                revision, types.stream().collect(Collectors.toMap(TypeDefinition::key, Function.identity())));
    }

    public @Nullable TypeDefinition type(String key) {
        return types.get(key);
    }

    /** Whether the resources of a type have parents; not those of an unknown type. */
    public boolean hasParents(String key) {
        TypeDefinition type = types.get(key);
        return type != null && type.parentType() != null;
    }

    public Set<String> keys() {
        return types.keySet();
    }
}
