package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The workspace chosen where people log in: a parameter of the authorization request. */
@OnKeycloak
class AuthorizationRequestIT {

    private static final String SCOPE = "openid workspace";

    @Test
    void theAuthorizationRequestNamesTheWorkspaceAndRefreshesKeepIt(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "w1", "w2");
        LoginPage browser = new LoginPage(realm);

        Tokens first = Tokens.of(realm.redeem(rbac.app(), browser.code(rbac.app(), ben, asking("w2")), Map.of()));
        assertThat(alias(first)).isEqualTo("w2");
        assertThat(alias(realm.refresh(rbac.app(), first))).isEqualTo("w2");

        Tokens switched = Tokens.of(realm.redeem(rbac.app(), browser.code(rbac.app(), ben, asking("w1")), Map.of()));
        assertThat(alias(switched)).isEqualTo("w1");
    }

    @Test
    void theTokenRequestOutranksTheAuthorizationRequest(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "w1", "w2");

        String code = new LoginPage(realm).code(rbac.app(), ben, asking("w1"));

        assertThat(alias(Tokens.of(realm.redeem(rbac.app(), code, Map.of("workspace", "w2")))))
                .isEqualTo("w2");
    }

    @Test
    void aForeignWorkspaceIsRefusedWhenTheCodeIsRedeemed(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "w1");

        Answer refusal = realm.redeem(rbac.app(), new LoginPage(realm).code(rbac.app(), ben, asking("w2")), Map.of());

        assertThat(refusal.expect(400).json().path("error").asText()).isEqualTo("invalid_request");
    }

    private static Map<String, String> asking(String workspace) {
        return Map.of("scope", SCOPE, "workspace", workspace);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.workspace("w2");
        return rbac;
    }

    private static TestUser member(Rbac rbac, String... workspaces) {
        TestUser ben = rbac.realm().user("ben");
        for (String workspace : workspaces) {
            rbac.member(workspace, ben, "member");
        }
        return ben;
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
