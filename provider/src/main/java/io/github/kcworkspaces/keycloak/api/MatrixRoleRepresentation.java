package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role of a matrix.
 *
 * @param scope {@code TEMPLATE} or {@code WORKSPACE}
 * @param types keys of the types on which it grants something as a whole
 * @param grants those grants; only when one role is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixRoleRepresentation(
        String id,
        String name,
        String scope,
        boolean builtIn,
        List<String> types,
        @Nullable List<GrantRepresentation> grants,
        long version) {}
