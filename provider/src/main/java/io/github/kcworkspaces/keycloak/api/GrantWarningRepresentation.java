package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A granted resource that needs others to be complete.
 *
 * @param resource id
 * @param missing ids of the resources that are missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantWarningRepresentation(String resource, String code, List<String> missing) {}
