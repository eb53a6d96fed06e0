package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Requests to the token endpoint, to be sent as often as one likes. */
final class TokenRequest {

    private TokenRequest() {}

    static HttpRequest login(TestRealm realm, TestClient client, TestUser user, String scope) {
        return of(
                realm,
                client,
                "grant_type=password&username=" + user.username() + "&password=" + encoded(user.password()) + "&scope="
                        + encoded(scope));
    }

    static HttpRequest refresh(TestRealm realm, TestClient client, String token) {
        return of(realm, client, "grant_type=refresh_token&refresh_token=" + token);
    }

    private static HttpRequest of(TestRealm realm, TestClient client, String grant) {
        String form = grant + "&client_id=" + client.clientId() + "&client_secret=" + encoded(client.secret());
        return HttpRequest.newBuilder(URI.create(realm.url() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
