package io.github.kcworkspaces.keycloak.ldap;

import io.github.kcworkspaces.member.ValueMatch;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.storage.ldap.idm.model.LDAPDn;

/**
 * What a mapper is configured to do: whoever matches gets roles in one workspace.
 *
 * @param attribute of the person, or of the group that lists its members
 * @param value what is looked for: a value, a pattern of one, or a group's distinguished name
 * @param byPattern whether the value is a pattern
 * @param workspace its alias or id
 * @param roles their names or ids
 */
record LdapRule(
        From from,
        String attribute,
        String value,
        boolean byPattern,
        boolean nested,
        String workspace,
        List<String> roles) {

    static final String FROM = "from";
    static final String ATTRIBUTE = "ldap.attribute";
    static final String VALUE = "value";
    static final String PATTERN = "pattern";
    static final String NESTED = "nested";
    static final String WORKSPACE = "workspace";
    static final String ROLES = "roles";

    /** Where it is written who gets the roles. */
    enum From {
        /** In an attribute of the person that names groups, such as {@code memberOf}. */
        MEMBER_OF("memberOf"),
        /** In an attribute of the group that names its members. */
        GROUP("member"),
        /** In any other attribute of the person. */
        ATTRIBUTE("");

        private final String usual;

        From(String usual) {
            this.usual = usual;
        }

        /** As the configuration says it. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    LdapRule {
        roles = List.copyOf(roles);
    }

    /** @throws ComponentValidationException with what is wrong with the configuration, as far as it is alone */
    static LdapRule of(MultivaluedHashMap<String, String> config) {
        From from = from(text(config, FROM));
        String attribute = text(config, ATTRIBUTE);
        if (attribute.isEmpty()) {
            attribute = from.usual;
        }
        String value = text(config, VALUE);
        boolean byPattern = Boolean.parseBoolean(text(config, PATTERN));
        boolean nested = Boolean.parseBoolean(text(config, NESTED));
        String workspace = text(config, WORKSPACE);
        List<String> roles = Stream.of(text(config, ROLES).split(",", -1))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .distinct()
                .toList();
        if (attribute.isEmpty()) {
            throw new ComponentValidationException("Name the LDAP attribute to look at");
        }
        if (value.isEmpty()) {
            throw new ComponentValidationException("Give the value, pattern or group to look for");
        }
        if (byPattern && !ValueMatch.isPattern(value)) {
            throw new ComponentValidationException(
                    "{0} is no regular expression, or longer than 250 characters", value);
        }
        if (byPattern && from == From.GROUP) {
            throw new ComponentValidationException(
                    "A pattern does not go with the member list of a group: give the distinguished name of one group");
        }
        if (!byPattern && from != From.ATTRIBUTE && dn(value) == null) {
            throw new ComponentValidationException("{0} is no distinguished name of a group", value);
        }
        if (nested && from != From.GROUP) {
            throw new ComponentValidationException("Nested groups are followed from the member list of a group only");
        }
        if (workspace.isEmpty()) {
            throw new ComponentValidationException("Name the workspace, by alias or id");
        }
        if (roles.isEmpty()) {
            throw new ComponentValidationException("Name at least one role");
        }
        return new LdapRule(from, attribute, value, byPattern, nested, workspace, roles);
    }

    /** How the values of the attribute compare with what is looked for. */
    ValueMatch.Outcome match(Collection<String> values) {
        if (byPattern) {
            return ValueMatch.pattern(value, ValueMatch.texts(values));
        }
        if (from == From.ATTRIBUTE) {
            return ValueMatch.exact(value, values);
        }
        LDAPDn wanted = dn(value);
        return wanted != null && values.stream().anyMatch(candidate -> wanted.equals(dn(candidate)))
                ? ValueMatch.Outcome.MATCHES
                : ValueMatch.Outcome.DIFFERS;
    }

    private static From from(String key) {
        for (From from : From.values()) {
            if (from.key().equals(key)) {
                return from;
            }
        }
        throw new ComponentValidationException("Say where to look: member-of, group or attribute");
    }

    private static @Nullable LDAPDn dn(String text) {
        try {
            LDAPDn dn = LDAPDn.fromString(text);
            return dn.getLdapName().isEmpty() ? null : dn;
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    private static String text(MultivaluedHashMap<String, String> config, String key) {
        String value = config.getFirst(key);
        return value == null ? "" : value.strip();
    }
}
