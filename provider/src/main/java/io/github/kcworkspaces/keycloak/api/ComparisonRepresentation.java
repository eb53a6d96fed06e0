package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Compares an attribute with a constant or with another attribute.
 *
 * @param attr {@code subject.*}, {@code resource.*}, {@code action.*} or {@code context.*}
 * @param op {@code eq}, {@code neq} or {@code in}
 * @param value a constant, for {@code in} a list of them, or {@code {"attr": "subject.department"}}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonRepresentation(
        @Nullable String attr,
        @Nullable String op,
        @Nullable Object value) {}
