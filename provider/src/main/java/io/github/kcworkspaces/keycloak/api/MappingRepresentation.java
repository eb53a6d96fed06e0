package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something outside that brings roles to a workspace.
 *
 * @param id of the mapping: {@code group:}, {@code idp:} or {@code ldap:} with the id of group or mapper
 * @param kind {@code GROUP}, {@code IDP} or {@code LDAP}
 * @param provider alias of the identity provider, or name of the directory; absent for groups
 * @param providerId alias of the identity provider, or id of the directory; absent for groups
 * @param providerType as Keycloak names it, such as {@code oidc} or {@code ldap}; absent for groups
 * @param name of the mapper, or path of the group
 * @param condition for whom, such as {@code department = research}; {@code ~} is followed by a pattern; {@code *} is everyone
 * @param roles that it gives, or would give
 * @param problems why it does not give what it says: {@code NOT_APPROVED}, {@code UNKNOWN_ROLE}, {@code OWNER_ROLE}
 * @param approvedBy who approved it; absent for groups
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappingRepresentation(
        String id,
        String kind,
        @Nullable String provider,
        @Nullable String providerId,
        @Nullable String providerType,
        String name,
        @Nullable String condition,
        List<RoleReferenceRepresentation> roles,
        List<String> problems,
        @Nullable String approvedBy,
        @Nullable Long approvedAt) {}
