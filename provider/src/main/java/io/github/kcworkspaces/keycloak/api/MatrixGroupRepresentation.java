package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resources of a type and category.
 *
 * @param granted for each role how many of them it grants, singly or by type
 * @param singly for each role on how many of them it has a grant of their own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixGroupRepresentation(
        String type, @Nullable String category, long total, List<Long> granted, List<Long> singly) {}
