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
 * Logs in through an identity provider, which is another realm of the same server, as a browser does: follows redirects, posts
 * what SAML hands over in forms, and fills in the profile that a first login may ask for.
 */
public final class BrokerLogin {

    private static final int MOST_STEPS = 30;
    private static final String CALLBACK = "http://localhost/callback";
    private static final Pattern FORM = Pattern.compile("(?i)<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern INPUT = Pattern.compile("(?i)<input[^>]*>");
    private static final Pattern NAME = Pattern.compile("(?i) name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("(?i) value=\"([^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** Cookies of both realms have the same names; their paths tell them apart. */
    private record Cookie(String path, String name) {}

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<Cookie, String> cookies = new LinkedHashMap<>();
    private final TestRealm realm;

    public BrokerLogin(TestRealm realm) {
        this.realm = realm;
    }

    /** The code of an authorization request, after the user has logged in at the provider. */
    public String code(TestClient client, String provider, TestUser user) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.clientId());
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "openid");
        query.put("kc_idp_hint", provider);
        URI at = URI.create(realm.url() + "/protocol/openid-connect/auth?" + form(query));
        HttpResponse<String> answer = send(at, null);
        for (int step = 0; step < MOST_STEPS; step++) {
            String location = answer.headers().firstValue("Location").orElse(null);
            if (location != null && location.startsWith(CALLBACK)) {
                Matcher code = CODE.matcher(location);
                if (!code.find()) {
                    throw new AssertionError("no code: " + location);
                }
                return code.group(1);
            }
            if (location != null) {
                at = at.resolve(location);
                answer = send(at, null);
            } else {
                Matcher action = FORM.matcher(answer.body());
                if (!action.find()) {
                    throw new AssertionError(answer.statusCode() + " without a form at " + at + ": " + answer.body());
                }
                Map<String, String> fields = fields(answer.body(), user);
                at = at.resolve(unescaped(action.group(1)));
                answer = send(at, fields);
            }
        }
        throw new AssertionError("still not logged in at " + at + ": " + answer.body());
    }

    private static Map<String, String> fields(String page, TestUser user) {
        Map<String, String> known = Map.of(
                "username", user.username(),
                "password", user.password(),
                "email", user.email(),
                "firstName", user.username(),
                "lastName", "Example");
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(page);
        while (input.find()) {
            Matcher name = NAME.matcher(input.group());
            if (name.find()) {
                Matcher value = VALUE.matcher(input.group());
                String given = value.find() ? unescaped(value.group(1)) : "";
                fields.put(name.group(1), known.getOrDefault(name.group(1), given));
            }
        }
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("&#x2b;", "+")
                .replace("&#43;", "+")
                .replace("&#61;", "=")
                .replace("&#x3d;", "=")
                .replace("&amp;", "&");
    }

    private HttpResponse<String> send(URI to, Map<String, String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to);
        if (fields != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(fields)));
        }
        String sent = cookies.entrySet().stream()
                .filter(cookie -> to.getPath().startsWith(cookie.getKey().path()))
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

    private void keep(String setCookie) {
        String[] parts = setCookie.split(";");
        int equals = parts[0].indexOf('=');
        String path = "/";
        for (String part : parts) {
            if (part.strip().toLowerCase(java.util.Locale.ROOT).startsWith("path=")) {
                path = part.strip().substring(5);
            }
        }
        Cookie cookie = new Cookie(path, parts[0].substring(0, equals));
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
