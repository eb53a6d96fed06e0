package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test.
 *
 * @param error why it was not delivered, in general terms
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkTestRepresentation(
        boolean delivered, @Nullable String error) {}
