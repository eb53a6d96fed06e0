package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.userprofile.config.UPConfig;

/** What our pages make of hostile names, and what a browser's session is worth without its token. */
@OnKeycloak
class HardeningBrowserIT {

    /** Each would call the hook, or another host, where it was taken for more than text. */
    private static final List<String> PAYLOADS = List.of(
            "<script>__xss()</script>",
            "<img src=x onerror=__xss()>",
            "<svg onload=__xss()>",
            "<svg/onload=__xss(1)>",
            "\"><script>__xss()</script>",
            "'><img src=x onerror=__xss()>",
            "</title><script>__xss()</script>",
            "</textarea><svg onload=__xss()>",
            "</script><script>__xss()</script>",
            "javascript:__xss()",
            "JaVaScRiPt:__xss(1)",
            "data:text/html,<script>parent.__xss()</script>",
            "vbscript:__xss()",
            "<a href=javascript:__xss()>click</a>",
            "<iframe srcdoc=\"<script>parent.__xss()</script>\">",
            "<iframe src=javascript:parent.__xss()>",
            "<body onload=__xss()>",
            "<details open ontoggle=__xss()>",
            "<input autofocus onfocus=__xss()>",
            "<video><source onerror=__xss()>",
            "<math><mtext><img src onerror=__xss()>",
            "\" autofocus onfocus=__xss() x=\"",
            "' onmouseover='__xss()",
            "`${__xss()}`",
            "${__xss()}",
            "{{__xss()}}",
            "{{constructor.constructor('__xss()')()}}",
            "<#assign x=\"freemarker.template.utility.Execute\"?new()>",
            "$t(kcw.common.save)",
            "<style>@import'//evil.test/x'</style>",
            "<link rel=stylesheet href=//evil.test/x>",
            "<meta http-equiv=refresh content=0;url=//evil.test>",
            "<img src=//evil.test/pixel.png>",
            "![pixel](//evil.test/pixel.png)[link](javascript:__xss())",
            "&lt;script&gt;__xss()&lt;/script&gt;",
            "\\u003cscript\\u003e__xss()\\u003c/script\\u003e");

    /** Elements that no page of ours or Keycloak's has, and a name has made. */
    private static final String MADE_BY_NAMES = "() => [...document.querySelectorAll('*')].filter(e =>"
            + " e.matches('iframe[srcdoc], meta[http-equiv=refresh], math, marquee, main details[ontoggle]')"
            + " || [...e.attributes].some(a => a.name.startsWith('on')"
            + " || (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(a.name)"
            + " && /^\\s*(javascript|vbscript|data:text)|evil\\.test/i.test(a.value))))"
            + ".map(e => e.outerHTML.slice(0, 300))";

    private static final String SHOWN = "() => document.querySelector('main').innerText + '\\n'"
            + " + [...document.querySelectorAll('input, textarea')].map(e => e.value).join('\\n')";

    /** In a console without {@code eval} and with scripts of its own only; Keycloak's own page has some within itself. */
    @Test
    void aNameIsTextOnEveryPage(TestRealm realm, AdminBrowser browser) {
        realm.set(settings -> {
            settings.setAdminTheme("workspaces");
            Map<String, String> headers = settings.getBrowserSecurityHeaders();
            headers.put(
                    "contentSecurityPolicy",
                    "frame-src 'self'; frame-ancestors 'self'; object-src 'none'; script-src 'self' 'unsafe-inline'");
            settings.setBrowserSecurityHeaders(headers);
        });
        World world = World.in(realm);
        Page page = browser.page();
        List<String> called = new ArrayList<>();
        page.context().exposeFunction("__xss", arguments -> called.add(page.url()));
        page.onDialog(dialog -> {
            called.add("dialog at " + page.url());
            dialog.dismiss();
        });
        browser.login(realm, realm.administrator("ada"));

        for (String path : world.pages()) {
            browser.open(path);
            // Playwright's own waiting: its events are handled while it waits.
            page.waitForCondition(() -> {
                String shown = page.evaluate(SHOWN).toString();
                return PAYLOADS.stream().anyMatch(shown::contains);
            });
            nothingIsMadeByNames(page, path, called);
        }
        for (int index = 0; index < PAYLOADS.size(); index++) {
            String payload = PAYLOADS.get(index);
            for (String path : List.of(
                    "/workspaces/p" + index + "/settings",
                    "/workspaces/home/resources/" + world.resources.get(index),
                    "/workspaces/home/roles/" + world.roles.get(index))) {
                browser.open(path);
                PlaywrightAssertions.assertThat(page.getByTestId("kcw-title")).containsText(payload);
                assertThat(page.evaluate(SHOWN).toString()).as(path).contains(payload);
                nothingIsMadeByNames(page, path, called);
            }
        }
        browser.open("/workspaces/home/roles").screenshot();
    }

    @Test
    void namesInFilesAndOfFilesAreTextInTheDialogsOfImports(TestRealm realm, AdminBrowser browser) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=openbb").expect(200);
        rbac.workspace("home");
        Page page = browser.page();
        List<String> called = new ArrayList<>();
        page.context().exposeFunction("__xss", arguments -> called.add(page.url()));
        browser.login(realm, realm.administrator("ada"));
        browser.expect(400, "/import");

        Map<String, Object> widgets = new java.util.LinkedHashMap<>();
        for (String payload : PAYLOADS) {
            widgets.put(payload, Map.of("name", payload, "category", payload, "source", payload, "endpoint", payload));
        }
        browser.open("/workspaces/home/resources");
        page.getByTestId("kcw-import").click();
        page.getByTestId("kcw-drop")
                .locator("input")
                .setInputFiles(file("<img src=x onerror=__xss()>widgets.json", json(widgets)));
        page.getByTestId("kcw-field-connector").fill(PAYLOADS.get(0));
        page.getByTestId("kcw-field-connector-name").fill(PAYLOADS.get(1));
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-diff").waitFor();
        page.getByTestId("kcw-diff").locator("button").first().click();
        assertThat(page.locator("[role=dialog]").textContent())
                .contains("<img src=x onerror=__xss()>widgets.json")
                .contains(PAYLOADS);
        nothingIsMadeByNames(page, "the import of resources", called);
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-imported").waitFor();
        nothingIsMadeByNames(page, "what was imported", called);

        browser.open("/resource-types");
        page.getByTestId("kcw-types-more").click();
        page.getByTestId("kcw-types-import").click();
        for (FilePayload file : List.of(
                file("<svg onload=__xss()>.json", "{\"types\": [{\"<img src=x onerror=__xss()>\": 1}]}"),
                file(
                        "'><img src=x onerror=__xss()>.yaml",
                        "types:\n  - key: <svg onload=__xss()>\n    actions: [view]\n"))) {
            page.getByTestId("kcw-drop").locator("input").setInputFiles(file);
            page.getByTestId("kcw-problem").waitFor();
            assertThat(page.locator("[role=dialog]").textContent()).contains(file.name);
            nothingIsMadeByNames(page, "the import of a catalogue", called);
        }
    }

    /** Where a token is asked for, a cookie opens nothing: no other site can act for who is logged in. */
    @Test
    void theCookiesOfASessionOpenNothing(TestRealm realm, AdminBrowser browser) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces");
        assertThat(browser.page().context().cookies()).isNotEmpty();
        for (String base :
                List.of(realm.rbacAsAdmin().url(""), realm.rbacAnonymous().url(""))) {
            List<APIResponse> answers = new ArrayList<>();
            for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded")) {
                answers.add(browser.page()
                        .request()
                        .post(
                                base + "/workspaces",
                                RequestOptions.create()
                                        .setHeader("Content-Type", type)
                                        .setHeader("Origin", "https://evil.test")
                                        .setData("{\"alias\": \"forged\", \"name\": \"Forged\"}")));
            }
            answers.add(browser.page().request().get(base + "/workspaces"));
            answers.add(browser.page().request().delete(base + "/workspaces/default?confirm=default"));
            assertThat(answers).extracting(APIResponse::status).as(base).containsOnly(401);
        }
        assertThat(rbac.admin().get("/workspaces").expect(200).json().findValuesAsText("alias"))
                .containsExactly("default");
    }

    /** That a page hides a button is comfort; that the server refuses is the rule. */
    @Test
    void whatTheConsoleAskedForIsRefusedToWhoMayNot(TestRealm realm, TestRealm elsewhere, AdminBrowser browser) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser boss = realm.user("boss");
        rbac.workspace("theirs");
        rbac.workspace("mine");
        String role = rbac.role("theirs", "reader");
        rbac.member("theirs", ben, "reader");
        rbac.member("mine", boss, "admin");
        String flow = rbac.resource("theirs", "chatflow", "f1");
        List<Request> recorded = new ArrayList<>();
        browser.page().onRequest(request -> {
            if (request.url().contains("/rbac/")) {
                recorded.add(request);
            }
        });
        browser.login(realm, realm.administrator("ada"));
        for (String path : List.of(
                "/workspaces",
                "/workspaces/theirs/overview",
                "/workspaces/theirs/members",
                "/workspaces/theirs/roles",
                "/workspaces/theirs/roles/" + role,
                "/workspaces/theirs/permissions",
                "/workspaces/theirs/resources",
                "/workspaces/theirs/resources/" + flow + "/shares",
                "/workspaces/theirs/resources/" + flow + "/access",
                "/workspaces/theirs/activity",
                "/workspaces/theirs/members/" + ben.id(),
                "/workspaces-users/" + ben.id(),
                "/workspace-settings",
                "/template-roles",
                "/resource-types")) {
            browser.open(path);
        }
        Page page = browser.open("/workspaces/theirs/settings").page();
        page.getByTestId("kcw-field-name").fill("Renamed by ada");
        save(page);
        browser.settled().open("/workspace-settings");
        page.getByTestId("kcw-field-gate").selectOption("auto");
        save(page);
        assertThat(recorded).extracting(Request::method).contains("GET", "PUT");
        String before = rbac.admin().get("/config").expect(200).text();

        String bossToken = realm.passwordGrant(realm.client("cli", TestRealm::forWorkspaces), boss)
                .access();
        String foreignToken = elsewhere
                .passwordGrant(elsewhere.client("cli", TestRealm::forWorkspaces), elsewhere.administrator("eve"))
                .access();
        Map<String, RestCaller> callers = Map.of(
                "admin of another workspace", realm.rbac(bossToken),
                "the same among administrators", realm.adminRbac(bossToken),
                "admin of another realm", realm.rbac(foreignToken),
                "the same among administrators of this", realm.adminRbac(foreignToken));
        List<String> got = new ArrayList<>();
        for (Request request : recorded) {
            String path = request.url().substring(request.url().indexOf("/rbac/") + "/rbac".length());
            callers.forEach((who, caller) -> {
                Answer answer = replay(caller, request, path);
                if (!Set.of(401, 403, 404).contains(answer.status())
                        && !(request.method().equals("GET") && knowsNothing(answer, path))) {
                    got.add(who + ": " + answer.status() + " " + request.method() + " " + path);
                }
            });
        }
        assertThat(got).isEmpty();
        assertThat(rbac.admin().get("/config").expect(200).text()).isEqualTo(before);
    }

    private static void save(Page page) {
        page.waitForResponse(
                response -> response.request().method().equals("PUT"),
                () -> page.getByTestId("kcw-save").click());
    }

    private static Answer replay(RestCaller caller, Request request, String path) {
        String body = request.postData();
        return switch (request.method()) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            default ->
                caller.upload(
                        request.method(),
                        path,
                        "application/json",
                        (body == null ? "" : body).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Every member may ask what he may do, which workspaces are his, and which types there are. */
    private static boolean knowsNothing(Answer answer, String path) {
        return Set.of("/me", "/workspaces", "/resource-types").contains(path.replaceFirst("\\?.*", ""))
                && !answer.text().contains("theirs");
    }

    private static void nothingIsMadeByNames(Page page, String where, List<String> called) {
        assertThat((List<?>) page.evaluate(MADE_BY_NAMES))
                .as("made by names on %s", where)
                .isEmpty();
        assertThat(called).as("scripts that names have run").isEmpty();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    /** A realm in which everything that has a name has each of them. */
    private record World(List<String> roles, List<String> resources, List<String> templates, String user) {

        static World in(TestRealm realm) {
            Rbac rbac = Rbac.enable(realm);
            anyName(realm);
            rbac.workspace("home");
            List<String> roles = new ArrayList<>();
            List<String> resources = new ArrayList<>();
            List<String> templates = new ArrayList<>();
            List<String> users = new ArrayList<>();
            for (int index = 0; index < PAYLOADS.size(); index++) {
                String text = PAYLOADS.get(index);
                rbac.admin()
                        .post("/workspaces", Map.of("alias", "p" + index, "name", text, "description", text))
                        .expect(201);
                templates.add(Rbac.id(rbac.admin().post("/roles", Map.of("name", "T " + text, "description", text))));
                rbac.admin()
                        .put(
                                "/resource-types/t" + index,
                                Map.of(
                                        "name", text,
                                        "category", text,
                                        "labels", Map.of("en", text),
                                        "categoryLabels", Map.of(text, Map.of("en", text)),
                                        "actions", List.of("view", "use"),
                                        "actionLabels", Map.of("view", Map.of("en", text)),
                                        "actionCategories", Map.of("use", text)))
                        .expect(200);
                String resource = Rbac.id(rbac.admin()
                        .post(
                                "/workspaces/home/resources",
                                Map.of(
                                        "type", "t" + index,
                                        "externalId", text,
                                        "name", text,
                                        "category", text,
                                        "subCategory", text,
                                        "providers", List.of(text),
                                        "attributes", Map.of(text, text))));
                resources.add(resource);
                String role =
                        Rbac.id(rbac.admin().post("/workspaces/home/roles", Map.of("name", text, "description", text)));
                roles.add(role);
                rbac.grant(
                        "home",
                        role,
                        Grant.on("t" + index, resource, "view"),
                        new Grant(
                                "t" + index,
                                null,
                                List.of("use"),
                                Map.of("all", List.of(Map.of("attr", "resource.a", "op", "eq", "value", text)))));
                TestUser user = realm.user("person" + index, person -> {
                    person.setUsername(text.toLowerCase(java.util.Locale.ROOT));
                    person.setFirstName(text);
                    person.setLastName(text);
                });
                users.add(user.id());
                rbac.member("home", user, text);
                String group = realm.group(text);
                rbac.admin()
                        .put("/workspaces/home/groups/" + group, Map.of("roles", List.of(text)))
                        .expect(200);
                rbac.admin()
                        .put(
                                "/workspaces/home/resources/" + resource + "/shares",
                                Map.of(
                                        "workspaces", List.of("p" + index),
                                        "groups", List.of(Map.of("group", group, "actions", List.of("view")))))
                        .expect(200);
            }
            return new World(roles, resources, templates, users.get(1));
        }

        /** Lets users be called what they like; Keycloak refuses some of it otherwise. */
        private static void anyName(TestRealm realm) {
            UPConfig profile = realm.admin().users().userProfile().getConfiguration();
            profile.getAttributes().stream()
                    .filter(attribute -> !attribute.getName().equals("email"))
                    .forEach(attribute -> attribute.setValidations(Map.of()));
            realm.admin().users().userProfile().update(profile);
        }

        List<String> pages() {
            String home = "/workspaces/home/";
            return List.of(
                    "/workspaces",
                    "/workspaces?first=20",
                    "/workspaces?search=%3Cimg%20src%3Dx%20onerror%3D__xss()%3E",
                    "/template-roles",
                    "/template-roles?first=20",
                    "/template-roles/" + templates.get(1),
                    "/resource-types",
                    "/workspaces-users/" + user,
                    home + "overview",
                    home + "members",
                    home + "members?first=20",
                    home + "members/" + user,
                    home + "roles",
                    home + "roles?first=20",
                    home + "permissions?view=roles",
                    home + "permissions?role=" + roles.get(1),
                    home + "permissions?search=%3Cimg%20src%3Dx%20onerror%3D__xss()%3E",
                    home + "resources",
                    home + "resources?first=20",
                    home + "resources?category=%3Cimg%20src%3Dx%20onerror%3D__xss()%3E",
                    home + "resources/" + resources.get(1) + "/details",
                    home + "resources/" + resources.get(1) + "/shares",
                    home + "resources/" + resources.get(1) + "/access",
                    home + "activity",
                    home + "who-can?resource=" + resources.get(1),
                    home + "decision?user=" + user + "&resource=" + resources.get(1) + "&action=view");
        }
    }
}
