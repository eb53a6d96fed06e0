package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With whom a resource shall be shared; a list that is null stays as it is, an empty one ends all.
 *
 * @param workspaces ids or aliases
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharesChangeRepresentation(
        @Nullable List<String> workspaces,
        @Nullable List<MemberShareRepresentation> members,
        @Nullable List<GroupShareRepresentation> groups,
        @Nullable Long version) {}
