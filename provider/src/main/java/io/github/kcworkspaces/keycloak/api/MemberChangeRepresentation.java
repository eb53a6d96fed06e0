package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member shall be; what is null keeps its value.
 *
 * @param status {@code ACTIVE} or {@code SUSPENDED}; a new member is active
 * @param roles ids or names of the roles held directly; a new member gets {@code member}
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberChangeRepresentation(
        @Nullable String status,
        @Nullable List<String> roles,
        @Nullable Long version) {}
