package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member in a declarative file.
 *
 * @param user username
 * @param roles names; null to keep them
 * @param status {@code ACTIVE} or {@code SUSPENDED}; null to keep it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigMemberRepresentation(
        @Nullable String user,
        @Nullable List<String> roles,
        @Nullable String status) {}
