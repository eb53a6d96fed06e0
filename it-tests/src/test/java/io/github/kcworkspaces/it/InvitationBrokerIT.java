package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Invitee.wanted;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.BrokerLogin;
import io.github.kcworkspaces.it.support.Invitee;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Invited people whose account is elsewhere: at an identity provider, which is a second realm, or in a directory. */
@OnKeycloak
class InvitationBrokerIT {

    private static final Pattern PARTNER = Pattern.compile("id=\"social-partner\"[^>]*href=\"([^\"]+)\"");
    private static final Pattern PARTNER_OTHERWISE = Pattern.compile("href=\"([^\"]+)\"[^>]*id=\"social-partner\"");

    private final MailServer mails = MailServer.start();
    private TestRealm realm;
    private TestRealm partner;
    private Rbac rbac;

    @BeforeEach
    void world(TestRealm hub) {
        realm = hub;
        partner = hub.keycloak().newRealm();
        hub.openIdProvider("partner", partner, "IMPORT");
        mails.of(hub);
        rbac = Rbac.enable(hub);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
    }

    @AfterEach
    void away() {
        partner.close();
        mails.close();
    }

    @Test
    @Tag("OBN-50")
    @Tag("OWU-17")
    void aNewPersonComesInByTheFirstLoginThroughAProviderAndHasNoPasswordHere() {
        TestUser zoe = partner.user("zoe");
        String id = invite("zoe@example.org");

        Shown landed = throughPartner(Invitee.at(realm, link("zoe@example.org")), zoe);

        assertThat(landed.status()).as(landed.body()).isEqualTo(200);
        assertThat(status(id)).isEqualTo("ACCEPTED");
        UserRepresentation here = user("zoe");
        assertThat(here.isEmailVerified()).isTrue();
        assertThat(realm.admin().users().get(here.getId()).getFederatedIdentity())
                .extracting(FederatedIdentityRepresentation::getIdentityProvider)
                .containsExactly("partner");
        assertThat(realm.admin().users().get(here.getId()).credentials()).isEmpty();
        JsonNode member = rbac.admin()
                .get("/workspaces/w1/members/" + here.getId())
                .expect(200)
                .json();
        assertThat(member.path("source").asText()).isEqualTo("INVITATION");
        assertThat(member.at("/roles/0/name").asText()).isEqualTo("viewer");
    }

    @Test
    void whoIsSomebodyElseAtTheProviderIsToldSoAndTheInvitationStays() {
        TestUser eve = partner.user("eve");
        String id = invite("zoe@example.org");

        Shown told = throughPartner(Invitee.at(realm, link("zoe@example.org")), eve);

        assertThat(told.body()).contains("You are signed in as eve", "zoe@example.org");
        assertThat(status(id)).isEqualTo("PENDING");
        rbac.admin().get("/workspaces/w1/members/" + user("eve").getId()).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    void anAddressThatAProviderOnlyAssertsOpensNoInvitation() {
        TestUser mallory = partner.user("mallory", user -> user.setEmail("zoe@example.org"));
        String id = invite("zoe@example.org");

        new BrokerLogin(realm).code(rbac.app(), "partner", mallory);

        UserRepresentation here = user("mallory");
        assertThat(here.getEmail()).isEqualTo("zoe@example.org");
        assertThat(here.isEmailVerified()).isFalse();
        realm.admin().users().get(here.getId()).resetPassword(password());
        RestCaller asMallory = realm.rbac(new TestUser(
                here.getId(), "mallory", "zoe@example.org", password().getValue()));
        assertThat(asMallory.get("/me/invitations").expect(200).json()).isEmpty();
        asMallory.post("/me/invitations/" + id + "/accept", Map.of()).expect(403, "EMAIL_NOT_VERIFIED");
        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void aProviderDoesNotTakeOverTheAccountOfTheInvited() {
        realm.user("zoe");
        TestUser impostor = partner.user("impostor", user -> user.setEmail("zoe@example.org"));
        String id = invite("zoe@example.org");
        Invitee browser = Invitee.at(realm, link("zoe@example.org"));
        browser.answer("accept");

        Shown asked = atPartner(browser, browser.page(), impostor);

        assertThat(asked.body()).contains("already exists");
        assertThat(status(id)).isEqualTo("PENDING");
        assertThat(realm.admin().users().get(user("zoe").getId()).getFederatedIdentity())
                .isEmpty();
    }

    @Test
    @Tag("OWU-17")
    void whoIsOnlyInADirectorySignsInWithThePasswordThere() {
        try (LdapServer ldap = LdapServer.start()) {
            TestUser lea = ldap.person("lea");
            TestDirectory directory = TestDirectory.notImported(realm, ldap);
            String id = invite(lea.email());
            Invitee browser = Invitee.at(realm, link(lea.email()));

            Shown login = browser.answer("accept");
            assertThat(login.body()).contains("kc-form-login");
            browser.browser().signIn(login, lea);

            assertThat(status(id)).isEqualTo("ACCEPTED");
            rbac.admin()
                    .get("/workspaces/w1/members/" + directory.user("lea").id())
                    .expect(200);
        }
    }

    private static CredentialRepresentation password() {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType("password");
        password.setValue("battery staple");
        password.setTemporary(false);
        return password;
    }

    private String invite(String email) {
        return Rbac.id(rbac.admin().post("/workspaces/w1/invitations", wanted(email, "viewer")));
    }

    private String link(String email) {
        return mails.await(email, 1).link();
    }

    /** Accepts, and signs in in another way than with an account of the realm. */
    private Shown throughPartner(Invitee browser, TestUser user) {
        browser.answer("accept");
        return atPartner(browser, browser.answer("sign-in"), user);
    }

    private static Shown atPartner(Invitee browser, Shown login, TestUser user) {
        Shown theirs = browser.browser().get(partnerLink(login).replace("&amp;", "&"));
        assertThat(theirs.body()).contains("kc-form-login");
        return browser.browser().signIn(theirs, user);
    }

    private static String partnerLink(Shown login) {
        for (Pattern pattern : List.of(PARTNER, PARTNER_OTHERWISE)) {
            Matcher link = pattern.matcher(login.body());
            if (link.find()) {
                String path = link.group(1);
                return path.startsWith("http") ? path : login.action().replaceFirst("(https?://[^/]+).*", "$1") + path;
            }
        }
        throw new AssertionError(login.status() + " without the provider: " + login.body());
    }

    private String status(String id) {
        return rbac.admin()
                .get("/workspaces/w1/invitations/" + id)
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private UserRepresentation user(String name) {
        return realm.admin().users().searchByUsername(name, true).get(0);
    }
}
