package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The roles that the members of a group shall hold.
 *
 * @param roles ids or names; required, not empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupRolesRepresentation(@Nullable List<String> roles) {}
