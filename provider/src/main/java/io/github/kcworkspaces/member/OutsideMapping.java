package io.github.kcworkspaces.member;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A mapper as Keycloak has it, which may bring roles of one workspace.
 *
 * @param provider what it belongs to
 * @param workspace id or alias, as configured
 * @param roles ids or names, as configured
 * @param when for whom, in words that one can read
 */
public record OutsideMapping(RoleSource source, Provider provider, String workspace, List<String> roles, String when) {

    public OutsideMapping {
        roles = List.copyOf(roles);
    }

    /**
     * An identity provider or a directory.
     *
     * @param type as Keycloak names it, such as {@code oidc} or {@code ldap}
     * @param id alias of the identity provider, or id of the directory
     * @param name alias of the identity provider, or name of the directory
     */
    public record Provider(String type, String id, String name) {}

    /** Whether its name, its provider's or its condition contains the text, without regard to case. */
    boolean says(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(source.name(), provider.name(), when)
                .anyMatch(said -> said.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
