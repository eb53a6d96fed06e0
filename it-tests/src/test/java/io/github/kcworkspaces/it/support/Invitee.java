package io.github.kcworkspaces.it.support;

import io.github.kcworkspaces.it.support.LoginPage.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has the link of an invitation, and a browser without JavaScript. */
public final class Invitee {

    /** What the page of an invitation says that is not open, whatever the reason. */
    public static final String CLOSED = "This invitation is not open";

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final LoginPage browser;
    private Shown page;

    private Invitee(LoginPage browser, Shown page) {
        this.browser = browser;
        this.page = page;
    }

    public static Invitee at(TestRealm realm, String link) {
        LoginPage browser = new LoginPage(realm);
        return new Invitee(browser, browser.get(link));
    }

    /** What an invitation says that an administrator sends. */
    public static Map<String, Object> wanted(String email, String... roles) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("email", email);
        wanted.put("firstName", "Zoë");
        wanted.put("lastName", "Example");
        wanted.put("roles", List.of(roles));
        return wanted;
    }

    /** What is on the page that he sees. */
    public Shown page() {
        return page;
    }

    public LoginPage browser() {
        return browser;
    }

    /** A value of his browser, without which no answer counts. */
    public String csrf() {
        return csrf(page);
    }

    public Shown answer(String answer) {
        page = answer(browser, page, answer, Map.of());
        return page;
    }

    /** Accepts, and makes the account of that name which the page asks for. */
    public Shown signUp(String username) {
        answer("accept");
        page = answer(browser, page, "sign-up", account(username));
        return page;
    }

    /** Answers a page of an invitation. */
    public static Shown answer(LoginPage browser, Shown page, String answer, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(more);
        fields.put("csrf", csrf(page));
        fields.put("answer", answer);
        return browser.submit(page, fields);
    }

    /** What somebody fills in who makes an account. */
    public static Map<String, String> account(String username) {
        return new LinkedHashMap<>(Map.of(
                "username", username,
                "firstName", "Zoë",
                "lastName", "Example",
                "password", "correct horse",
                "password-confirm", "correct horse"));
    }

    private static String csrf(Shown page) {
        Matcher csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new AssertionError(page.status() + " is no page of an invitation: " + page.body());
        }
        return csrf.group(1);
    }
}
