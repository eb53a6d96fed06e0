package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do with all resources of a type or with one, and through which roles.
 *
 * @param resource id; null for every resource of the type
 * @param externalId id by which the application knows it
 * @param condition for a whole type: on which of its resources; absent for all
 * @param via empty for an account admin, and for what a direct share alone gives
 * @param complete whether nothing is missing
 * @param missing ids of what the resource requires and the user may not use
 * @param shared whether a direct share gives some of it
 * @param name of the resource
 * @param names of what is missing, by id; only for who reads all resources
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectivePermissionRepresentation(
        String type,
        @Nullable String resource,
        @Nullable String externalId,
        @Nullable ConditionRepresentation condition,
        List<String> actions,
        List<ViaRepresentation> via,
        boolean complete,
        List<String> missing,
        boolean shared,
        @Nullable String name,
        @Nullable Map<String, String> names) {}
