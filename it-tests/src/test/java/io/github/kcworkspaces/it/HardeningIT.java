package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser is told about our answers, and what another site could do with it. */
@OnKeycloak
class HardeningIT {

    private static final String FORGED = "{\"name\": \"Forged\"}";

    /** What a form of another site can send without asking, with a body of it. */
    private static final Map<String, String> SENT_BY_FORMS = Map.of(
            "text/plain",
            FORGED,
            "application/x-www-form-urlencoded",
            FORGED,
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + FORGED + "\r\n--x--\r\n");

    private static final Map<String, Object> INVITATION =
            Map.of("email", "zoe@example.org", "firstName", "Zoe", "lastName", "Example", "roles", List.of("viewer"));
    private static final byte[] SHEET =
            "First name;Last name;E-mail;Roles\nIda;Example;ida@example.org;viewer\n".getBytes(StandardCharsets.UTF_8);

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Pattern ADMIN_RESOURCES = Pattern.compile("(/resources/[^/\"]+)/admin/workspaces");

    @Test
    void noOperationIsForWhoHasNoToken(TestRealm realm) {
        World world = World.in(realm);
        List<String> open = new ArrayList<>();
        for (Operation operation : world.operations()) {
            for (RestCaller nobody : List.of(realm.rbacAnonymous(), world.adminAnonymous())) {
                int status = operation.send(nobody, "application/json", "{}").status();
                if (status != 401) {
                    open.add(status + " " + operation);
                }
            }
        }
        assertThat(open).as("answered without a token").containsExactly("200 GET /openapi.json");
    }

    @Test
    void noOperationTakesWhatAFormCouldSend(TestRealm realm) {
        World world = World.in(realm);
        JsonNode before = world.state();
        List<String> taken = new ArrayList<>();
        for (Operation operation : world.operations()) {
            // Nobody has a template: who holds a role is asked in a workspace.
            if (!operation.hasBody() || operation.path().matches("/roles/[^/]+/members")) {
                continue;
            }
            SENT_BY_FORMS.forEach((mediaType, body) -> {
                int status = operation.send(world.rbac.admin(), mediaType, body).status();
                if (status != (operation.path().contains("/access/v1/") ? 400 : 415)) {
                    taken.add(status + " " + operation + " as " + mediaType);
                }
            });
        }
        assertThat(taken).isEmpty();
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void everyAnswerForbidsToStoreItToGuessAtItAndToFrameIt(TestRealm realm) {
        World world = World.in(realm);
        RestCaller admin = world.rbac.admin();
        TestUser stranger = realm.user("stranger");
        List<Answer> answers = List.of(
                admin.get("/workspaces").expect(200),
                admin.get("/config").expect(200),
                admin.get("/resource-types/export").expect(200),
                admin.post("/workspaces", Map.of("alias", "w2", "name", "W2")).expect(201),
                admin.post("/workspaces", Map.of("alias", "w2", "name", "W2")).expect(409),
                admin.post("/workspaces", "{").expect(400),
                admin.get("/workspaces/none").expect(404),
                admin.upload("POST", "/workspaces", "text/plain", new byte[] {'{', '}'})
                        .expect(415),
                realm.rbacAnonymous().get("/workspaces").expect(401),
                realm.rbac(stranger).get("/settings").expect(403),
                realm.rbac(stranger).get("/me").expect(200),
                world.rbac
                        .ask(world.member.id(), "view", "w1", "chatflow", "f1")
                        .expect(200));
        for (Answer answer : answers) {
            String what = answer.status() + " " + answer.request();
            assertThat(answer.header("Cache-Control").orElse("")).as(what).contains("no-store");
            assertThat(answer.header("X-Content-Type-Options")).as(what).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(what).contains("no-referrer");
            assertThat(answer.header("X-Frame-Options")).as(what).contains("SAMEORIGIN");
            assertThat(answer.header("Content-Type").orElse("")).as(what).contains("json");
            assertThat(answer.header("Access-Control-Allow-Origin")).as(what).isEmpty();
            assertThat(answer.header("Set-Cookie")).as(what).isEmpty();
        }
        Answer claims = realm.rbac(world.member).get("/me/claims?workspace=w1").expect(200);
        assertThat(claims.header("Cache-Control")).contains("no-store");
        assertThat(claims.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(claims.header("Content-Type")).contains("application/jwt");
        assertThat(claims.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void theConsoleHasThePolicyOfKeycloaksOwn(TestRealm realm) {
        RestCaller anyone = realm.keycloak().rest();
        String page = "/admin/" + realm.name() + "/console/";
        Answer stock = anyone.get(page).expect(200);
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Answer ours = anyone.get(page).expect(200);
        for (String header : List.of(
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy",
                "Cache-Control",
                "Strict-Transport-Security")) {
            assertThat(ours.header(header)).as(header).isEqualTo(stock.header(header));
        }
        assertThat(ours.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'self'");
        assertThat(ours.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(ours.header("Referrer-Policy")).contains("no-referrer");
        assertThat(inlineScripts(ours.text())).isEqualTo(inlineScripts(stock.text()));
    }

    @Test
    void whatLiesBesideTheFilesOfTheThemeIsNotServed(KeycloakUnderTest keycloak, TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        RestCaller anyone = keycloak.rest();
        String console =
                anyone.get("/admin/" + realm.name() + "/console/").expect(200).text();
        Matcher resources = ADMIN_RESOURCES.matcher(console);
        assertThat(resources.find()).as(console).isTrue();
        String theme = resources.group() + "/";
        Matcher script =
                Pattern.compile(Pattern.quote(theme) + "([^\"]+\\.js)\"").matcher(console);
        assertThat(script.find()).as(console).isTrue();
        anyone.get(theme + script.group(1)).expect(200);
        for (String type : List.of("admin", "account", "login", "email")) {
            String root = resources.group(1) + "/" + type + "/workspaces/";
            for (String path : List.of(
                    "../theme.properties",
                    "..%2ftheme.properties",
                    "%2e%2e/theme.properties",
                    "%2e%2e%2ftheme.properties",
                    "..%5ctheme.properties",
                    "..%252ftheme.properties",
                    "..;/theme.properties",
                    "..%2f..%2f..%2f..%2f..%2fconf%2fkeycloak.conf",
                    "../../../../../conf/keycloak.conf",
                    "..%2fmessages%2fmessages_en.properties",
                    "..%2f..%2f..%2fMETA-INF%2fkeycloak-themes.json",
                    "assets%2f..%2f..%2ftheme.properties",
                    "theme.properties",
                    "/etc/passwd",
                    "%2fetc%2fpasswd",
                    "none.js")) {
                Answer answer = anyone.get(root + path);
                assertThat(answer.status()).as(root + path).isIn(400, 404);
                assertThat(answer.text()).as(root + path).doesNotContain("parent=", "kcw.", "root:", "Exception");
            }
            for (String folder : List.of("", "assets/", "assets")) {
                assertThat(anyone.get(root + folder).text())
                        .as("a list of " + root + folder)
                        .doesNotContain(".js", ".css");
            }
        }
    }

    @Test
    void aNameThatHidesWhatItSaysIsRefusedWhereverANameIs(TestRealm realm) {
        World world = World.in(realm);
        RestCaller admin = world.rbac.admin();
        JsonNode before = world.state();
        for (String name : List.of("evil\u202Exslx.exe", "ad\u200Bmin", "ad\u200Dmin", "\uFEFFadmin", "a\u2028b")) {
            refused(admin.post("/workspaces", Map.of("alias", "w9", "name", name)), "name");
            refused(admin.put("/workspaces/w1", Map.of("name", name)), "name");
            refused(admin.post("/roles", Map.of("name", name, "description", "d")), "name");
            refused(admin.post("/workspaces/w1/roles", Map.of("name", name, "description", "d")), "name");
            refused(admin.put("/resource-types/t", Map.of("name", name, "actions", List.of("view"))), "name");
            refused(admin.put("/resource-types/t", Map.of("category", name, "actions", List.of("view"))), "category");
            for (String field : List.of("name", "externalId", "category", "subCategory")) {
                Map<String, Object> resource =
                        new HashMap<>(Map.of("type", "chatflow", "externalId", "x", "name", "X"));
                resource.put(field, name);
                refused(admin.post("/workspaces/w1/resources", resource), field);
            }
            refused(
                    admin.post(
                            "/workspaces/w1/resources",
                            Map.of("type", "chatflow", "name", "X", "attributes", Map.of("a", name))),
                    "attributes.a");
            refused(
                    admin.post(
                            "/workspaces/w1/resources/import?format=openbb&connector=c",
                            Map.of("w", Map.of("name", name))),
                    "/w/name");
        }
        refused(admin.put("/workspaces/w1", Map.of("description", "evil\u202Exslx.exe")), "description");
        assertThat(world.state()).isEqualTo(before);
    }

    private static void refused(Answer answer, String field) {
        answer.expect(400, "INVALID_REQUEST");
        assertThat(answer.json().path("violations").findValuesAsText("field"))
                .as(answer.request())
                .anyMatch(named -> named.endsWith(field));
    }

    /** The code that stands in the page itself; scripts of data run nothing. */
    private static List<String> inlineScripts(String page) {
        List<String> found = new ArrayList<>();
        Matcher script = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>").matcher(page);
        while (script.find()) {
            boolean data = script.group(1).contains("application/json")
                    || script.group(1).contains("importmap");
            if (!data && !script.group(2).isBlank()) {
                found.add(script.group(2).strip());
            }
        }
        return found;
    }

    /** Something of everything, so that every operation has something to refuse. */
    private record World(Rbac rbac, TestUser member, Map<String, String> ids) {

        static World in(TestRealm realm) {
            Rbac rbac = Rbac.enable(realm);
            TestUser member = realm.user("mia");
            rbac.workspace("w1");
            rbac.member("w1", member);
            String group = realm.group("staff");
            String role = rbac.role("w1", "viewer");
            rbac.admin()
                    .put("/workspaces/w1/groups/" + group, Map.of("roles", List.of("viewer")))
                    .expect(200);
            Map<String, String> ids = new HashMap<>();
            ids.put("ws", "w1");
            ids.put("userId", member.id());
            ids.put("groupId", group);
            ids.put("key", "chatflow");
            ids.put("user", member.id());
            ids.put("template", Rbac.id(rbac.admin().post("/roles", Map.of("name", "t", "description", "d"))));
            ids.put("role", role);
            ids.put("resource", rbac.resource("w1", "chatflow", "f1"));
            ids.put("invitation", Rbac.id(rbac.admin().post("/workspaces/w1/invitations", INVITATION)));
            ids.put("job", Rbac.id(rbac.admin().upload("POST", "/workspaces/w1/invitations/bulk", "text/csv", SHEET)));
            return new World(rbac, member, Map.copyOf(ids));
        }

        RestCaller adminAnonymous() {
            return rbac.realm()
                    .keycloak()
                    .rest()
                    .at("/admin/realms/" + rbac.realm().name() + "/rbac");
        }

        /** All operations of the contract, on what there is. */
        List<Operation> operations() {
            List<Operation> operations = new ArrayList<>();
            try (InputStream in = HardeningIT.class.getResourceAsStream("/META-INF/kcworkspaces/openapi.json")) {
                new ObjectMapper()
                        .readTree(Objects.requireNonNull(in))
                        .path("paths")
                        .properties()
                        .forEach(path -> path.getValue().properties().stream()
                                .filter(method -> METHODS.contains(method.getKey()))
                                .forEach(method -> operations.add(new Operation(
                                        method.getKey().toUpperCase(java.util.Locale.ROOT),
                                        concrete(path.getKey()),
                                        method.getValue().has("requestBody")))));
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
            return operations;
        }

        private String concrete(String path) {
            String id = path.startsWith("/roles")
                    ? "template"
                    : path.startsWith("/users")
                            ? "user"
                            : path.contains("/roles/")
                                    ? "role"
                                    : path.contains("/invitations/") ? "invitation" : "resource";
            Matcher parameter = Pattern.compile("\\{([^}]+)}").matcher(path);
            return parameter.replaceAll(
                    match -> Objects.requireNonNull(ids.get(match.group(1).equals("id") ? id : match.group(1)), path));
        }

        /** Everything that can be changed. */
        JsonNode state() {
            return rbac.admin().get("/config").expect(200).json();
        }
    }

    private record Operation(String method, String path, boolean hasBody) {

        Answer send(RestCaller caller, String mediaType, String body) {
            return switch (method) {
                case "GET" -> caller.get(path);
                case "DELETE" -> caller.delete(path);
                default -> caller.upload(method, path, mediaType, body.getBytes(StandardCharsets.UTF_8));
            };
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
