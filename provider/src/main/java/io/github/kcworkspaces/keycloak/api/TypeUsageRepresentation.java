package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How much there is of a resource type in the realm.
 *
 * @param resources in all workspaces, inactive ones included
 * @param grants of all roles, on the type or on single resources of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TypeUsageRepresentation(long resources, long grants) {}
