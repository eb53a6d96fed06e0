package io.github.kcworkspaces.keycloak.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.member.ValueMatch.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentValidationException;

/** What a mapper of a directory looks for. */
class LdapRuleTest {

    private static final String GROUP = "cn=Quants,ou=groups,dc=acme,dc=example";

    @Test
    void groupsAreComparedAsDistinguishedNames() {
        LdapRule rule = rule(Map.of("from", "member-of", "value", GROUP));

        assertThat(rule.attribute()).isEqualTo("memberOf");
        assertThat(rule.match(List.of("CN=quants, OU=Groups,DC=acme,DC=example")))
                .isEqualTo(Outcome.MATCHES);
        assertThat(rule.match(List.of("cn=quants,ou=other,dc=acme,dc=example"))).isEqualTo(Outcome.DIFFERS);
        assertThat(rule.match(List.of("no name", "", "cn=quants"))).isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void attributesAreComparedAsTheyAre() {
        LdapRule rule = rule(Map.of("from", "attribute", "ldap.attribute", "employeeType", "value", "Analyst"));

        assertThat(rule.match(List.of("Intern", "Analyst"))).isEqualTo(Outcome.MATCHES);
        assertThat(rule.match(List.of("analyst", "Analyst "))).isEqualTo(Outcome.DIFFERS);
        assertThat(rule.match(List.of())).isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void aPatternMatchesAWholeValue() {
        LdapRule rule = rule(Map.of(
                "from", "attribute", "ldap.attribute", "employeeType", "value", "Analyst-.*", "pattern", "true"));

        assertThat(rule.match(List.of("Analyst-Senior"))).isEqualTo(Outcome.MATCHES);
        assertThat(rule.match(List.of("Senior Analyst-1", "x".repeat(5_000)))).isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void aPatternThatTakesTooLongMatchesNothing() {
        LdapRule rule = rule(Map.of(
                "from",
                "attribute",
                "ldap.attribute",
                "employeeType",
                "value",
                "(.*)(.*)(.*)(.*)x",
                "pattern",
                "true"));

        assertThat(rule.match(List.of("a".repeat(900)))).isEqualTo(Outcome.TOO_SLOW);
    }

    @Test
    void rolesAreSeparatedByCommas() {
        assertThat(rule(Map.of("from", "group", "value", GROUP, "roles", " viewer ,editor,, viewer"))
                        .roles())
                .containsExactly("viewer", "editor");
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() {
        refused(Map.of("from", ""), "Say where to look");
        refused(Map.of("from", "attribute", "value", "x"), "Name the LDAP attribute");
        refused(Map.of("from", "group"), "Give the value");
        refused(Map.of("from", "group", "value", "quants"), "no distinguished name");
        refused(Map.of("from", "group", "value", ".*", "pattern", "true"), "A pattern does not go");
        refused(Map.of("from", "member-of", "value", "(", "pattern", "true"), "no regular expression");
        refused(Map.of("from", "member-of", "value", GROUP, "nested", "true"), "Nested groups");
        refused(Map.of("from", "group", "value", GROUP, "workspace", " "), "Name the workspace");
        refused(Map.of("from", "group", "value", GROUP, "roles", " , "), "Name at least one role");
    }

    private static void refused(Map<String, String> config, String message) {
        assertThatThrownBy(() -> rule(config))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessageContaining(message);
    }

    private static LdapRule rule(Map<String, String> config) {
        MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
        all.putSingle("workspace", "research");
        all.putSingle("roles", "viewer");
        config.forEach(all::putSingle);
        return LdapRule.of(all);
    }
}
