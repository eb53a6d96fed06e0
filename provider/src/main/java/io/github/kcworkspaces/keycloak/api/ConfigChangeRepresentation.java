package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One change, as the audit trail names it.
 *
 * @param type an activity type
 * @param target kind and name
 * @param workspace alias; null for the realm
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigChangeRepresentation(
        String type, String target, @Nullable String workspace) {}
