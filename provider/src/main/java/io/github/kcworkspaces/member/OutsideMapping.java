package io.github.kcworkspaces.member;

import java.util.List;

/**
 * A mapper as Keycloak has it, which may bring roles of one workspace.
 *
 * @param provider alias of the identity provider, or name of the directory
 * @param workspace id or alias, as configured
 * @param roles ids or names, as configured
 * @param when for whom, in words that one can read
 */
public record OutsideMapping(RoleSource source, String provider, String workspace, List<String> roles, String when) {

    public OutsideMapping {
        roles = List.copyOf(roles);
    }
}
