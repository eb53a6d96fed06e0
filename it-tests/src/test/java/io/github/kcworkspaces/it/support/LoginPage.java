package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logs in at Keycloak's page as a browser does. Keeps the cookies itself: Java's cookie store would not send the secure ones
 * to a plain-text server, which browsers do for localhost.
 */
public final class LoginPage {

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final TestRealm realm;

    public LoginPage(TestRealm realm) {
        this.realm = realm;
    }

    /**
     * The code of an authorization request with these further parameters; in the same browser session as before, if there
     * was one.
     */
    public String code(TestClient client, TestUser user, Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "response_type", "code", "client_id", client.clientId(), "redirect_uri", "http://localhost/callback"));
        query.putAll(parameters);
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(realm.url() + "/protocol/openid-connect/auth?" + form(query)))
                        .GET());
        if (answer.statusCode() == 200) {
            Matcher action = FORM.matcher(answer.body());
            if (!action.find()) {
                throw new AssertionError("no login form: " + answer.body());
            }
            answer = send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            form(Map.of("username", user.username(), "password", user.password())))));
        }
        String location = answer.headers().firstValue("Location").orElse("");
        Matcher code = CODE.matcher(location);
        if (!code.find()) {
            throw new AssertionError(answer.statusCode() + " without a code: " + location + answer.body());
        }
        return code.group(1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> RestCaller.encode(field.getKey()) + "=" + RestCaller.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
