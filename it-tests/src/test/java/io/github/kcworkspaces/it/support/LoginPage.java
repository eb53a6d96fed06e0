package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logs in at Keycloak's pages as a browser without JavaScript does. Keeps the cookies itself: Java's cookie store would not
 * send the secure ones to a plain-text server, which browsers do for localhost.
 */
public final class LoginPage {

    /** Where the server sends the code to; nobody listens there. */
    public static final String CALLBACK = "http://localhost/callback";

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern SAML_RESPONSE =
            Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private static final int LONGEST_WAY = 15;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<Cookie, String> cookies = new LinkedHashMap<>();
    private final TestRealm realm;

    public LoginPage(TestRealm realm) {
        this.realm = realm;
    }

    /** What the browser is at in the end: a page of the server, or the way back to the application. */
    public record Shown(int status, String location, String body) {

        /** Where the first form of the page posts to. */
        public String action() {
            Matcher action = FORM.matcher(body);
            if (!action.find()) {
                throw new AssertionError(status + " without a form: " + location + body);
            }
            return action.group(1).replace("&amp;", "&");
        }

        /** Empty while the server shows a page, or when it refused. */
        public Optional<String> code() {
            Matcher code = CODE.matcher(location);
            return code.find() ? Optional.of(code.group(1)) : Optional.empty();
        }
    }

    /**
     * The code of an authorization request with these further parameters; in the same browser session as before, if there
     * was one.
     */
    public String code(TestClient client, TestUser user, Map<String, String> parameters) {
        Shown shown = open(client, parameters);
        if (shown.status() == 200) {
            shown = signIn(shown, user);
        }
        Shown last = shown;
        return last.code()
                .orElseThrow(
                        () -> new AssertionError(last.status() + " without a code: " + last.location() + last.body()));
    }

    /** An authorization request with these further parameters. */
    public Shown open(TestClient client, Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>(
                Map.of("response_type", "code", "client_id", client.clientId(), "redirect_uri", CALLBACK));
        query.putAll(parameters);
        return get(realm.url() + "/protocol/openid-connect/auth?" + form(query));
    }

    public Shown signIn(Shown page, TestUser user) {
        return submit(page, Map.of("username", user.username(), "password", user.password()));
    }

    /** As the administrator of the server, who goes on as this user. */
    public void impersonate(TestUser user) {
        String users = realm.keycloak().baseUrl() + "/admin/realms/" + realm.name() + "/users/";
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(users + user.id() + "/impersonation"))
                .header("Authorization", "Bearer " + realm.keycloak().adminToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + answer.body());
        }
    }

    /** Sends the first form of the page. */
    public Shown submit(Shown page, Map<String, String> fields) {
        return post(page.action(), form(fields));
    }

    /** Sends a form whose fields are encoded already. */
    public Shown post(String url, String body) {
        return follow(send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))));
    }

    public Shown get(String url) {
        return follow(send(HttpRequest.newBuilder(URI.create(url)).GET()));
    }

    /** What a SAML application of that name gets posted by an identity provider that starts the login itself. */
    public String samlResponse(String urlName, TestUser user) {
        Shown shown = get(realm.url() + "/protocol/saml/clients/" + urlName);
        if (!shown.body().contains("SAMLResponse")) {
            shown = signIn(shown, user);
        }
        Matcher response = SAML_RESPONSE.matcher(shown.body());
        if (!response.find()) {
            throw new AssertionError(shown.status() + " without a response: " + shown.body());
        }
        return new String(Base64.getDecoder().decode(response.group(1)), StandardCharsets.UTF_8);
    }

    /** What a browser shows that opens an address of an application, and signs in where it is sent to for that. */
    public HttpResponse<String> open(URI address, TestUser user) {
        HttpResponse<String> answer = send(page(address));
        for (int hop = 0; hop < LONGEST_WAY; hop++) {
            String location = answer.headers().firstValue("Location").orElse(null);
            if (location != null) {
                answer = send(page(answer.uri().resolve(location)));
            } else if (answer.statusCode() == 200 && answer.uri().toString().startsWith(realm.url())) {
                String form = form(Map.of("username", user.username(), "password", user.password()));
                answer = send(HttpRequest.newBuilder(URI.create(new Shown(200, "", answer.body()).action()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
            } else {
                return answer;
            }
        }
        throw new AssertionError("redirected again and again: " + answer.uri());
    }

    /** Who takes no pages is not sent to sign in by some applications. */
    private static HttpRequest.Builder page(URI address) {
        return HttpRequest.newBuilder(address).header("Accept", "text/html").GET();
    }

    /** As far as the server sends the browser to itself. */
    private Shown follow(HttpResponse<String> answer) {
        HttpResponse<String> last = answer;
        String location = last.headers().firstValue("Location").orElse("");
        while (location.startsWith(realm.keycloak().baseUrl())) {
            last = send(HttpRequest.newBuilder(URI.create(location)).GET());
            location = last.headers().firstValue("Location").orElse("");
        }
        return new Shown(last.statusCode(), location, last.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        String path = request.build().uri().getPath();
        String sent = cookies.entrySet().stream()
                .filter(cookie -> path.startsWith(cookie.getKey().path()))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
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

    private record Cookie(String name, String path) {}

    private void keep(String setCookie) {
        String[] parts = setCookie.split(";", -1);
        int equals = parts[0].indexOf('=');
        String path = "/";
        for (String part : parts) {
            path = part.strip().startsWith("Path=") ? part.strip().substring(5) : path;
        }
        Cookie cookie = new Cookie(parts[0].substring(0, equals), path);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(cookie);
        } else {
            cookies.put(cookie, parts[0].substring(equals + 1));
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> RestCaller.encode(field.getKey()) + "=" + RestCaller.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
