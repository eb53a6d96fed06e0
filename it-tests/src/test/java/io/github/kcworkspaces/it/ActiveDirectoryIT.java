package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.ActiveDirectory;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ComponentRepresentation;

/**
 * Keycloak's federation with the settings of an Active Directory, against a directory that behaves like one. A real one would
 * add Kerberos sign-in, LDAPS, its own password policy and ranged member lists, all of which are between it and Keycloak.
 */
@OnKeycloak
class ActiveDirectoryIT {

    private static final String MAPPER = "workspace-roles-ldap-mapper";

    private final ActiveDirectory domain = ActiveDirectory.start();

    @AfterEach
    void end() {
        domain.close();
    }

    @Test
    @Tag("OWU-13")
    void accountsSignInByTheirNameAndGroupsInGroupsBringRoles(TestRealm realm) {
        TestUser lea = domain.person("llindqvist", "Lea Lindqvist");
        TestUser max = domain.person("mmuster", "Max Muster");
        String desk = domain.group("Desk Oslo", ActiveDirectory.person("Lea Lindqvist"));
        String europe = domain.group("Europe", desk);
        String all = domain.group("All Research", europe);
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.of(realm, domain);
        assertThat(realm.admin().components().query(directory.component()))
                .extracting(ComponentRepresentation::getProviderId)
                .contains("msad-user-account-control-mapper");
        directory.mapper("everybody", MAPPER, rule("group", all, "viewer", true));
        directory.mapper("desk", MAPPER, rule("member-of", desk, "editor", false));

        assertThat(roles(rbac, lea)).containsExactlyInAnyOrder("editor", "viewer");
        TestUser known = directory.user("llindqvist");
        assertThat(known.email()).isEqualTo("llindqvist@corp.example");
        assertThat(rbac.decides(known, "update", "w1", "chatflow", "f1")).isTrue();
        assertThat(roles(rbac, max)).isEmpty();

        domain.leave(europe, all);

        assertThat(roles(rbac, lea)).containsExactly("editor");
        assertThat(rbac.decides(known, "view", "w1", "chatflow", "f1")).isTrue();
        domain.leave(ActiveDirectory.person("Lea Lindqvist"), desk);
        assertThat(roles(rbac, lea)).isEmpty();
        assertThat(rbac.decides(known, "view", "w1", "chatflow", "f1")).isFalse();
    }

    @Test
    @Tag("OWU-13")
    @Tag("OWU-36")
    void whoseAccountIsDisabledByItsControlHasNoAccess(TestRealm realm) {
        TestUser lea = domain.person("llindqvist", "Lea Lindqvist");
        String desk = domain.group("Desk Oslo", ActiveDirectory.person("Lea Lindqvist"));
        Rbac rbac = world(realm);
        TestDirectory directory = TestDirectory.of(realm, domain);
        directory.mapper("desk", MAPPER, rule("member-of", desk, "viewer", false));
        Tokens tokens = rbac.login(lea, Map.of("workspace", "w1"));
        TestUser known = directory.user("llindqvist");
        assertThat(rbac.decides(known, "view", "w1", "chatflow", "f1")).isTrue();

        domain.enable("Lea Lindqvist", false);

        assertThat(grant(realm, rbac, lea).status()).isIn(400, 401);
        directory.sync();
        assertThat(rbac.decides(known, "view", "w1", "chatflow", "f1")).isFalse();
        assertThat(realm.token(rbac.app(), Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                        .status())
                .isEqualTo(400);
        assertThat(rbac.admin().get("/users?status=DISABLED").expect(200).json().findValuesAsText("username"))
                .containsExactly("llindqvist");

        domain.enable("Lea Lindqvist", true);
        directory.sync();

        assertThat(roles(rbac, lea)).containsExactly("viewer");
        assertThat(rbac.decides(known, "view", "w1", "chatflow", "f1")).isTrue();
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.role("w1", "editor", onType("chatflow", "update"));
        rbac.resource("w1", "chatflow", "f1");
        return rbac;
    }

    private static Map<String, String> rule(String from, String group, String role, boolean nested) {
        return Map.of("from", from, "value", group, "nested", String.valueOf(nested), "workspace", "w1", "roles", role);
    }

    /** Those that the token names after a login. */
    private static List<String> roles(Rbac rbac, TestUser user) {
        Tokens tokens = Tokens.of(grant(rbac.realm(), rbac, user).expect(200));
        List<String> names = new ArrayList<>();
        tokens.accessClaims().at("/workspace/roles").forEach(role -> names.add(role.asText()));
        return names;
    }

    private static Answer grant(TestRealm realm, Rbac rbac, TestUser user) {
        return realm.token(
                rbac.app(),
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        user.username(),
                        "password",
                        user.password(),
                        "scope",
                        "openid workspace"));
    }
}
