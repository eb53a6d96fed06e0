package io.github.kcworkspaces.keycloak.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member may do with a resource without a role.
 *
 * @param user id; in a declarative file the username
 */
public record MemberShareRepresentation(
        @Nullable String user, @Nullable List<String> actions) {}
