package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom to give a role and from whom to take it.
 *
 * @param add ids of members
 * @param remove ids of members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleMembersChangeRepresentation(
        @Nullable List<String> add, @Nullable List<String> remove) {}
