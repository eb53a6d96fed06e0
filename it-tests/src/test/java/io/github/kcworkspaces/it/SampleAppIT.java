package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.sample.SampleApp;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that knows nothing of us but tokens and decisions. */
@OnKeycloak
class SampleAppIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @Tag("FLW-05")
    @Tag("FLW-18")
    @Tag("FLW-30")
    @Tag("FLW-31")
    void routesOpenByTheTokensPermissionsAndByDecisions(TestRealm realm) throws Exception {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        TestUser ann = realm.user("ann");
        TestUser bob = realm.user("bob");
        String single = rbac.resource("research", "chatflow", "single");
        rbac.resource("research", "chatflow", "other");
        rbac.role("research", "editor", onType("chatflow", "view", "delete"));
        rbac.role("research", "guest", on("chatflow", single, "view"));
        rbac.member("research", ann, "editor");
        rbac.member("research", bob, "guest");

        try (SampleApp app = app(realm, rbac)) {
            app.store("single", "S");
            app.store("other", "O");
            String anns = token(rbac, ann, "research");
            String bobs = token(rbac, bob, "research");

            assertThat(status(app, "GET", "/flows", anns)).isEqualTo(200);
            assertThat(status(app, "GET", "/flows", bobs)).isEqualTo(403);
            assertThat(call(app, "GET", "/flows/single", bobs).body()).isEqualTo("S");
            assertThat(status(app, "GET", "/flows/other", bobs)).isEqualTo(404);
            assertThat(status(app, "DELETE", "/flows/single", bobs)).isEqualTo(403);
            assertThat(status(app, "DELETE", "/flows/other", bobs)).isEqualTo(404);
            assertThat(status(app, "DELETE", "/flows/other", anns)).isEqualTo(204);
            assertThat(status(app, "GET", "/flows/other", anns)).isEqualTo(404);
        }
    }

    @Test
    void aLostMembershipClosesTheRoutesUnderTheOldToken(TestRealm realm) throws Exception {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        TestUser ann = realm.user("ann");
        rbac.resource("research", "chatflow", "f1");
        rbac.role("research", "editor", onType("chatflow", "view"));
        rbac.member("research", ann, "editor");

        try (SampleApp app = app(realm, rbac)) {
            app.store("f1", "F");
            String token = token(rbac, ann, "research");
            assertThat(status(app, "GET", "/flows/f1", token)).isEqualTo(200);
            rbac.admin().delete("/workspaces/research/members/" + ann.id()).expect(204);
            assertThat(status(app, "GET", "/flows/f1", token)).isEqualTo(404);
        }
    }

    @Test
    void tokensWithoutAWorkspaceOfAnotherAudienceOrNoneAreRefused(TestRealm realm) throws Exception {
        Rbac rbac = Rbac.enable(realm);
        TestUser ann = realm.user("ann");
        rbac.workspace("research");
        rbac.member("research", ann);

        try (SampleApp app = app(realm, rbac)) {
            String withoutWorkspace = realm.passwordGrant(rbac.app(), ann, Map.of("scope", "openid"))
                    .access();
            String ofAnotherApp =
                    realm.passwordGrant(realm.client("elsewhere"), ann).access();
            String tampered = token(rbac, ann, "research") + "x";
            for (String token : new String[] {withoutWorkspace, ofAnotherApp, tampered, "nonsense"}) {
                assertThat(status(app, "GET", "/flows", token)).isEqualTo(401);
            }
        }
    }

    private static SampleApp app(TestRealm realm, Rbac rbac) {
        return new SampleApp(
                realm.url(),
                rbac.app().clientId(),
                () -> realm.clientCredentials(rbac.decisionPoint()).access());
    }

    private static String token(Rbac rbac, TestUser user, String workspace) {
        return rbac.login(user, Map.of("workspace", workspace)).access();
    }

    private int status(SampleApp app, String method, String path, String token)
            throws IOException, InterruptedException {
        return call(app, method, path, token).statusCode();
    }

    private HttpResponse<String> call(SampleApp app, String method, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.url() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
