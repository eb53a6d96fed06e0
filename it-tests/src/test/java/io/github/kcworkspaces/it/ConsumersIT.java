package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.consumer.SpringResourceServer;
import io.github.kcworkspaces.it.support.Httpd;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Software that knows nothing of workspaces and reads the flat claims of its tokens. */
@OnKeycloak
class ConsumersIT {

    private static final String SCOPE = "openid workspace-flat";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @Tag("OWU-19")
    @Tag("OWU-24")
    void apacheOpensAPathByARoleInTheWorkspace(TestRealm realm) throws Exception {
        Rbac rbac = world(realm);
        TestUser ann = realm.user("ann");
        TestUser bob = realm.user("bob");
        rbac.member("w1", ann, "editor");
        rbac.member("w2", ann, "viewer");
        rbac.member("w1", bob, "viewer");
        rbac.member("w2", bob, "editor");
        int port = Httpd.freePort();
        TestClient client =
                realm.client("httpd", app -> app.setRedirectUris(List.of("http://127.0.0.1:" + port + "/callback")));

        try (Httpd httpd = Httpd.start(
                port, List.of("reports", "flows", "other", "api"), settings(realm, client, rbac.app(), port))) {
            LoginPage anns = new LoginPage(realm);
            assertOpens(httpd, anns, ann, "reports");
            assertOpens(httpd, anns, ann, "flows");
            LoginPage bobs = new LoginPage(realm);
            assertCloses(httpd, bobs, bob, "reports");
            assertCloses(httpd, bobs, bob, "flows");
            assertOpens(httpd, new LoginPage(realm), bob, "other");
            assertCloses(httpd, new LoginPage(realm), ann, "other");

            assertThat(status(httpd.url("/api/"), token(rbac, ann, "w1")))
                    .as(httpd::log)
                    .isEqualTo(200);
            assertThat(status(httpd.url("/api/"), token(rbac, bob, "w1"))).isIn(401, 403);
            assertThat(status(httpd.url("/api/"), token(rbac, bob, "w2"))).isEqualTo(200);
            assertThat(status(httpd.url("/api/"), "no-token")).isEqualTo(401);

            rbac.member("w1", ann, "viewer");
            assertCloses(httpd, new LoginPage(realm), ann, "reports");
        }
    }

    @Test
    @Tag("OWU-19")
    @Tag("OWU-24")
    void springSecurityMakesAuthoritiesOfRolesAndEntitlements(TestRealm realm) throws Exception {
        Rbac rbac = world(realm);
        TestUser ann = realm.user("ann");
        TestUser bob = realm.user("bob");
        rbac.member("w1", ann, "editor");
        rbac.member("w2", ann, "viewer");
        rbac.member("w1", bob, "viewer", "writer");

        try (SpringResourceServer server =
                SpringResourceServer.start(realm.url(), rbac.app().clientId())) {
            String anns = token(rbac, ann, "w1");
            assertThat(status(server.url("/reports"), anns)).isEqualTo(200);
            assertThat(status(server.url("/flows"), anns)).isEqualTo(200);
            assertThat(status(server.url("/elsewhere"), anns)).isEqualTo(403);
            String annsOther = token(rbac, ann, "w2");
            assertThat(status(server.url("/reports"), annsOther)).isEqualTo(403);
            assertThat(status(server.url("/flows"), annsOther)).isEqualTo(403);
            String bobs = token(rbac, bob, "w1");
            assertThat(status(server.url("/reports"), bobs)).isEqualTo(403);
            assertThat(status(server.url("/flows"), bobs))
                    .as("the permission counts, whatever the role is called")
                    .isEqualTo(200);
            assertThat(status(server.url("/reports"), "no-token")).isEqualTo(401);

            rbac.member("w1", ann, "viewer");
            assertThat(status(server.url("/reports"), token(rbac, ann, "w1"))).isEqualTo(403);
        }
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "writer", onType("chatflow", "update"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
        }
        return rbac;
    }

    /** What the documentation says, and a path of another workspace. */
    private static String settings(TestRealm realm, TestClient client, TestClient resource, int port) {
        return """
                OIDCProviderMetadataURL %1$s/.well-known/openid-configuration
                OIDCClientID %2$s
                OIDCClientSecret %3$s
                OIDCRedirectURI http://127.0.0.1:%4$d/callback
                OIDCCryptoPassphrase for-this-test-only
                OIDCScope "openid workspace-flat"
                OIDCOAuthServerMetadataURL %1$s/.well-known/openid-configuration
                OIDCOAuthClientID %5$s
                OIDCOAuthClientSecret %6$s
                <Location /callback>
                    AuthType openid-connect
                    Require valid-user
                </Location>
                <Location /reports>
                    AuthType openid-connect
                    OIDCPathAuthRequestParams workspace=w1
                    Require claim roles:editor
                </Location>
                <Location /flows>
                    AuthType openid-connect
                    OIDCPathAuthRequestParams workspace=w1
                    Require claim entitlements:chatflow:update
                </Location>
                <Location /other>
                    AuthType openid-connect
                    OIDCPathAuthRequestParams workspace=w2
                    Require claim groups:w2/editor
                </Location>
                <Location /api>
                    AuthType oauth20
                    Require claim roles:editor
                </Location>
                """.formatted(
                        realm.url(), client.clientId(), client.secret(), port, resource.clientId(), resource.secret());
    }

    private static void assertOpens(Httpd httpd, LoginPage browser, TestUser user, String name) {
        HttpResponse<String> answer = browser.open(httpd.url("/" + name + "/"), user);
        assertThat(answer.statusCode()).as(httpd::log).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("The " + name);
    }

    private static void assertCloses(Httpd httpd, LoginPage browser, TestUser user, String name) {
        HttpResponse<String> answer = browser.open(httpd.url("/" + name + "/"), user);
        assertThat(answer.statusCode()).as(httpd::log).isIn(401, 403);
        assertThat(answer.body()).doesNotContain("The " + name);
    }

    private static String token(Rbac rbac, TestUser user, String workspace) {
        return rbac.login(user, Map.of("scope", SCOPE, "workspace", workspace)).access();
    }

    private int status(URI address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
