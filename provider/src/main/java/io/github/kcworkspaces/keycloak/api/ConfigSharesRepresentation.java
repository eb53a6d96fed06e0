package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With whom a resource in a declarative file shall be shared; a list that is null stays as it is, an empty one ends all.
 *
 * @param workspaces aliases
 * @param members users by username
 * @param groups Keycloak groups by path
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigSharesRepresentation(
        @Nullable List<String> workspaces,
        @Nullable List<MemberShareRepresentation> members,
        @Nullable List<GroupShareRepresentation> groups) {}
