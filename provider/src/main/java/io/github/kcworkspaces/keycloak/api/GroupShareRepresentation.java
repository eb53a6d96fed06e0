package io.github.kcworkspaces.keycloak.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a Keycloak group may do with a resource without a role.
 *
 * @param group id; in a declarative file the path
 */
public record GroupShareRepresentation(
        @Nullable String group, @Nullable List<String> actions) {}
