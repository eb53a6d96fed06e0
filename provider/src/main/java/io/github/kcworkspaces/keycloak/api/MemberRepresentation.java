package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A member of a workspace.
 *
 * @param status {@code ACTIVE} or {@code SUSPENDED}
 * @param source where the membership comes from
 * @param since 0 for who is a member through a group only
 * @param version 0 for who is a member through a group only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberRepresentation(
        PersonRepresentation user,
        String status,
        String source,
        List<HeldRoleRepresentation> roles,
        long since,
        long version) {}
