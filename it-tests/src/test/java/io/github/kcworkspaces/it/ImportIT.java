package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Import of a backend's own files. */
@OnKeycloak
class ImportIT {

    private static final String IMPORT = "/workspaces/w1/resources/import?format=openbb";

    @Test
    @Tag("smoke")
    @Tag("OBN-20")
    @Tag("OBN-23")
    @Tag("OBN-26")
    @Tag("OBO-07")
    @Tag("OBO-26")
    void oneCallEachImportsTwoRealBackendsAndOneWidgetIsGranted(TestRealm realm) {
        Rbac rbac = world(realm);
        JsonNode hello = upload(rbac.admin(), "&connector=hello", "getting-started_hello-world_widgets")
                .expect(200)
                .json();
        assertThat(externalIds(hello.path("added"))).containsExactly("hello", "hello_world");
        JsonNode snowflake = upload(
                        rbac.admin(),
                        "&connector=snowflake&name=Snowflake&kind=custom-backend",
                        "widget-examples_database-connectors_snowflake_connector_python_widgets")
                .expect(200)
                .json();
        assertThat(externalIds(snowflake.path("added"))).containsExactly("snowflake", "stock_price", "snowflake_views");
        assertThat(snowflake.path("connector").path("name").asText()).isEqualTo("Snowflake");
        JsonNode again = upload(
                        rbac.admin(),
                        "&connector=snowflake",
                        "widget-examples_database-connectors_snowflake_connector_python_widgets")
                .expect(200)
                .json();
        assertThat(again.path("unchanged").asInt()).isEqualTo(3);

        TestUser ben = realm.user("ben");
        String role = rbac.role("w1", "prices");
        rbac.member("w1", ben, "prices");
        String price = id(rbac, "widget", "stock_price");
        rbac.grant("w1", role, on("data-connector", id(rbac, "data-connector", "snowflake"), "access"));
        rbac.grant("w1", role, on("widget", price, "access"));
        assertThat(rbac.decides(ben, "access", "w1", "widget", "stock_price")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "snowflake_views"))
                .isFalse();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "hello_world")).isFalse();
        assertThat(realm.rbac(ben).get("/workspaces/w1/resources").expect(200).text())
                .contains("stock_price")
                .doesNotContain("snowflake_views", "Snowflake Views", "hello_world");
    }

    @Test
    @Tag("OBN-22")
    @Tag("OBO-21")
    void aNewConnectionIsNoOnesUntilItIsGrantedAndThenItsWidgetsAreNotYet(TestRealm realm) {
        Rbac rbac = world(realm);
        upload(rbac.admin(), "&connector=hello", "getting-started_hello-world_widgets")
                .expect(200);
        TestUser ben = realm.user("ben");
        String role = rbac.role("w1", "reader");
        rbac.member("w1", ben, "reader");
        String connector = id(rbac, "data-connector", "hello");
        assertThat(rbac.decides(ben, "access", "w1", "data-connector", "hello")).isFalse();
        rbac.admin()
                .patch(
                        "/workspaces/w1/roles/" + role + "/grants",
                        Map.of("add", List.of(on("widget", id(rbac, "widget", "hello_world"), "access"))))
                .expect(409, "PARENT_NOT_GRANTED");
        rbac.grant("w1", role, on("data-connector", connector, "access"));
        assertThat(rbac.decides(ben, "access", "w1", "data-connector", "hello")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "hello_world")).isFalse();
    }

    @Test
    @Tag("OBN-24")
    void widgetsAreFoundByCategoryAndByProviderHoweverThatIsWritten(TestRealm realm) {
        Rbac rbac = world(realm);
        post(rbac.admin(), "&connector=feeds", """
                        {"a": {"name": "A", "category": "Equity", "source": "Feeds Inc."},
                         "b": {"name": "B", "category": "Equity", "source": ["Other", "Feeds Inc."]},
                         "c": {"name": "C", "category": "Bonds", "source": ["Other"]}}
                        """).expect(200);
        assertThat(externalIds(rbac.admin()
                        .get("/workspaces/w1/resources?provider=Feeds%20Inc.")
                        .json()))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(externalIds(rbac.admin()
                        .get("/workspaces/w1/resources?category=Bonds")
                        .json()))
                .containsExactly("c");
    }

    @Test
    @Tag("OBO-23")
    @Tag("OBN-17")
    void anAppRequiresTheWidgetsOfAllItsTabs(TestRealm realm) {
        Rbac rbac = world(realm);
        JsonNode outcome = post(rbac.admin(), "", """
                        {"connector": {"externalId": "feeds"},
                         "widgets": {"a/b": {"name": "A"}, "c": {"name": "C"}, "unused": {"name": "U"}},
                         "apps": [{"name": "Desk", "tabs": {
                            "": {"layout": [{"i": "a_b_custom_obb"}, {"i": "c"}]},
                            "two": {"layout": [{"i": "c"}, {"i": "gone"}]}}}],
                         "agents": {"helper": {"name": "Helper", "endpoints": {"query": "/q"}}}}
                        """).expect(200).json();
        assertThat(outcome.path("unresolved")).hasSize(1);
        assertThat(outcome.at("/unresolved/0/widget").asText()).isEqualTo("gone");
        assertThat(outcome.at("/unresolved/0/pointer").asText()).isEqualTo("/apps/0/tabs/two/layout/1/i");
        JsonNode app = rbac.admin()
                .get("/workspaces/w1/resources?type=app")
                .expect(200)
                .json()
                .get(0);
        List<String> requires = new ArrayList<>();
        app.path("requires").forEach(id -> requires.add(id.asText()));
        assertThat(requires).containsExactly(id(rbac, "widget", "a/b"), id(rbac, "widget", "c"));
        assertThat(app.path("parent").asText()).isEqualTo(id(rbac, "data-connector", "feeds"));

        TestUser ben = realm.user("ben");
        rbac.role("w1", "apps", onType("data-connector", "access"));
        String role = rbac.admin()
                .get("/workspaces/w1/roles?search=apps")
                .json()
                .at("/0/id")
                .asText();
        rbac.grant("w1", role, on("app", app.path("id").asText(), "access"));
        rbac.member("w1", ben, "apps");
        assertThat(rbac.decides(ben, "access", "w1", "app", "Desk")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "c")).isFalse();
    }

    @Test
    @Tag("OBN-28")
    @Tag("OBN-19")
    @Tag("OBO-24")
    void promptsOfAnAppAreResourcesThatKeepTheirIds(TestRealm realm) {
        Rbac rbac = world(realm);
        post(rbac.admin(), "&connector=feeds", apps("First?", "Second?", "Third?"))
                .expect(200);
        Map<String, String> before = prompts(rbac);
        assertThat(before).hasSize(3);
        assertThat(post(rbac.admin(), "&connector=feeds", apps("First?", "Second?", "Third?"))
                        .expect(200)
                        .json()
                        .path("unchanged")
                        .asInt())
                .isEqualTo(5);
        TestUser ben = realm.user("ben");
        rbac.role(
                "w1",
                "asker",
                onType("data-connector", "access"),
                on("prompt", Objects.requireNonNull(before.get("Second?")), "access"));
        rbac.member("w1", ben, "asker");
        String external = rbac.admin()
                .get("/workspaces/w1/resources/" + before.get("Second?"))
                .json()
                .path("externalId")
                .asText();
        assertThat(rbac.decides(ben, "access", "w1", "prompt", external)).isTrue();

        JsonNode edited = post(rbac.admin(), "&connector=feeds", apps("First?", "Second, please?", "Third?"))
                .expect(200)
                .json();
        assertThat(edited.path("changed")).hasSize(1);
        assertThat(prompts(rbac).get("Second, please?")).isEqualTo(before.get("Second?"));
        assertThat(rbac.decides(ben, "access", "w1", "prompt", external)).isTrue();

        JsonNode removed = post(rbac.admin(), "&connector=feeds", apps("First?", "Third?"))
                .expect(200)
                .json();
        assertThat(removed.path("vanished")).hasSize(1);
        assertThat(rbac.decides(ben, "access", "w1", "prompt", external)).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/roles?search=asker")
                        .json()
                        .get(0)
                        .path("id")
                        .asText())
                .isNotEmpty();
    }

    @Test
    @Tag("OBN-29")
    @Tag("OBN-30")
    @Tag("OBO-35")
    @Tag("OBO-36")
    void aPromptMadeByHandIsSeenByWhomItIsGrantedAndOutlivesImports(TestRealm realm) {
        Rbac rbac = world(realm);
        post(rbac.admin(), "&connector=feeds", apps("First?")).expect(200);
        String byHand = rbac.resource("w1", "prompt", "by-hand", id(rbac, "data-connector", "feeds"));
        String library = rbac.resource("w1", "prompt", "library");
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.role(
                "w1",
                "asker",
                onType("data-connector", "access"),
                on("prompt", byHand, "access"),
                on("prompt", library, "access"));
        rbac.role("w1", "looker", onType("data-connector", "access"));
        rbac.member("w1", ben, "asker");
        rbac.member("w1", cleo, "looker");
        post(rbac.admin(), "&connector=feeds", apps("Other?")).expect(200);

        assertThat(externalIds(realm.rbac(ben)
                        .get("/workspaces/w1/resources?type=prompt")
                        .json()))
                .containsExactlyInAnyOrder("by-hand", "library");
        assertThat(realm.rbac(cleo).get("/workspaces/w1/resources?type=prompt").json())
                .isEmpty();
        assertThat(rbac.decides(ben, "access", "w1", "prompt", "library")).isTrue();
        assertThat(rbac.decides(cleo, "access", "w1", "prompt", "library")).isFalse();
    }

    @Test
    @Tag("OBN-20")
    void whatVanishedIsDeniedKeepsItsGrantsAndComesBack(TestRealm realm) {
        Rbac rbac = world(realm);
        String both = "{\"a\": {\"name\": \"A\"}, \"b\": {\"name\": \"B\"}}";
        String one = "{\"a\": {\"name\": \"A\"}}";
        post(rbac.admin(), "&connector=feeds", both).expect(200);
        TestUser ben = realm.user("ben");
        rbac.role("w1", "reader", onType("data-connector", "access"), on("widget", id(rbac, "widget", "b"), "access"));
        rbac.member("w1", ben, "reader");
        assertThat(rbac.decides(ben, "access", "w1", "widget", "b")).isTrue();
        int recorded = activities(rbac);

        JsonNode planned = post(rbac.admin(), "&connector=feeds&dryRun=true", one)
                .expect(200)
                .json();
        assertThat(externalIds(planned.path("vanished"))).containsExactly("b");
        assertThat(rbac.decides(ben, "access", "w1", "widget", "b")).isTrue();
        assertThat(activities(rbac)).isEqualTo(recorded);

        post(rbac.admin(), "&connector=feeds", one).expect(200);
        assertThat(activities(rbac)).isEqualTo(recorded + 1);
        assertThat(rbac.decides(ben, "access", "w1", "widget", "b")).isFalse();
        JsonNode again = post(rbac.admin(), "&connector=feeds", one).expect(200).json();
        assertThat(again.path("vanished")).isEmpty();
        assertThat(again.path("inactive").asInt()).isEqualTo(1);
        assertThat(activities(rbac)).isEqualTo(recorded + 1);

        post(rbac.admin(), "&connector=feeds", both).expect(200);
        assertThat(rbac.decides(ben, "access", "w1", "widget", "b")).isTrue();

        JsonNode confirmed = post(rbac.admin(), "&connector=feeds&confirmVanished=true", one)
                .expect(200)
                .json();
        assertThat(externalIds(confirmed.path("removed"))).containsExactly("b");
        post(rbac.admin(), "&connector=feeds", both).expect(200);
        assertThat(rbac.decides(ben, "access", "w1", "widget", "b")).isFalse();
    }

    @Test
    @Tag("OBN-02")
    void nothingOfTheBackendsDataOrSecretsIsKept(TestRealm realm) {
        Rbac rbac = world(realm);
        post(rbac.admin(), "&connector=feeds", """
                        {"a": {"name": "A", "endpoint": "https://ada:pass-1@host/a?key=secret-2", "data": {"rows": ["row-3"]},
                               "params": [{"paramName": "token", "value": "secret-4"}]}}
                        """).expect(200);
        assertThat(rbac.admin().get("/workspaces/w1/resources").text()
                        + rbac.admin().get("/activity?max=1000").text())
                .contains("https://host/a")
                .doesNotContain("pass-1", "secret-2", "row-3", "secret-4");
        post(
                        rbac.admin(),
                        "",
                        "{\"connector\": {\"externalId\": \"x\", \"headers\": [{\"key\": \"k\"}]}, \"widgets\": {}}")
                .expect(400, "UNKNOWN_MEMBER");
    }

    @Test
    void badFilesAreRefusedByPointerAndChangeNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        Answer wrong = post(rbac.admin(), "&connector=feeds", "{\"a\": {\"name\": \"A\"}, \"b\": {\"name\": [1]}}");
        wrong.expect(400, "INVALID_REQUEST");
        assertThat(wrong.json().at("/violations/0/field").asText()).isEqualTo("/b/name");
        post(rbac.admin(), "&connector=feeds", "{\"a\": {\"name\": \"A\"}, \"a\": {\"name\": \"B\"}}")
                .expect(400, "INVALID_REQUEST");
        post(rbac.admin(), "&connector=feeds", "{\"a\": {\"name\": \"A\", \"data\": " + "[".repeat(300))
                .expect(400, "INVALID_REQUEST");
        post(rbac.admin(), "", "{\"a\": {\"name\": \"A\"}}").expect(400, "INVALID_REQUEST");
        post(rbac.admin(), "&connector=feeds&kind=moon", "{\"a\": {\"name\": \"A\"}}")
                .expect(400, "INVALID_REQUEST");
        byte[] large = new byte[10_000_001];
        java.util.Arrays.fill(large, (byte) ' ');
        rbac.admin()
                .upload("POST", IMPORT + "&connector=feeds", "application/json", large)
                .expect(413, "TOO_LARGE");
        rbac.admin()
                .post("/workspaces/w1/resources/import?format=other&connector=x", "{}")
                .expect(400, "INVALID_REQUEST");
        assertThat(rbac.admin().get("/workspaces/w1/resources").json()).isEmpty();
    }

    @Test
    void onlyWhoManagesResourcesImports(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser stranger = realm.user("stranger");
        rbac.member("w1", ben);
        rbac.role("w1", "keeper", onType("workspace", "manage-resources"));
        rbac.member("w1", cleo, "keeper");
        String file = "{\"a\": {\"name\": \"A\"}}";
        post(realm.rbac(stranger), "&connector=feeds", file).expect(404, "WORKSPACE_NOT_FOUND");
        post(realm.rbac(ben), "&connector=feeds", file).expect(403, "ACCESS_DENIED");
        post(realm.rbac(cleo), "&connector=feeds", file).expect(200);
        post(realm.rbac(rbac.service("importer", "manage-resources")), "&connector=more&prefix=m.", file)
                .expect(200);
    }

    @Test
    void tenThousandWidgetsAreImportedInOneGo(TestRealm realm) {
        Rbac rbac = world(realm);
        StringBuilder many = new StringBuilder("{");
        for (int index = 0; index < 10_000; index++) {
            many.append(index == 0 ? "" : ",")
                    .append("\"w")
                    .append(index)
                    .append("\":{\"name\":\"Widget ")
                    .append(index)
                    .append("\",\"category\":\"C\",\"source\":[\"Feeds\"],\"endpoint\":\"w")
                    .append(index)
                    .append("\"}");
        }
        String file = many.append("}").toString();
        assertThat(post(rbac.admin(), "&connector=feeds", file)
                        .expect(200)
                        .json()
                        .path("added"))
                .hasSize(10_001);
        assertThat(post(rbac.admin(), "&connector=feeds", file)
                        .expect(200)
                        .json()
                        .path("unchanged")
                        .asInt())
                .isEqualTo(10_001);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=openbb").expect(200);
        rbac.workspace("w1");
        return rbac;
    }

    @Test
    void whatGotAnotherIdStaysTheSameIfOneSaysSo(TestRealm realm) {
        Rbac rbac = world(realm);
        post(rbac.admin(), "&connector=feeds", "{\"prices\": {\"name\": \"Prices\"}, \"news\": {\"name\": \"News\"}}")
                .expect(200);
        String prices = id(rbac, "widget", "prices");
        TestUser ben = realm.user("ben");
        String role = rbac.role("w1", "reader", onType("data-connector", "access"));
        rbac.grant("w1", role, on("widget", prices, "access"));
        rbac.member("w1", ben, "reader");

        String renamed = "{\"quotes\": {\"name\": \"Prices\"}, \"news\": {\"name\": \"News\"}}";
        JsonNode suggested = post(rbac.admin(), "&connector=feeds&dryRun=true", renamed)
                .expect(200)
                .json()
                .path("suggestedRenames");
        assertThat(suggested).hasSize(1);
        assertThat(suggested.at("/0/rename").asText()).isEqualTo("widget:prices:quotes");
        post(rbac.admin(), "&connector=feeds&rename=prices:others", renamed).expect(400, "INVALID_REQUEST");
        JsonNode outcome = post(rbac.admin(), "&connector=feeds&rename=widget:prices:quotes", renamed)
                .expect(200)
                .json();
        assertThat(outcome.at("/changed/0/id").asText()).isEqualTo(prices);
        assertThat(outcome.path("added")).isEmpty();
        assertThat(outcome.path("vanished")).isEmpty();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "quotes")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isFalse();
        assertThat(post(rbac.admin(), "&connector=feeds", renamed)
                        .expect(200)
                        .json()
                        .path("unchanged")
                        .asInt())
                .isEqualTo(3);
    }

    private static Answer post(RestCaller caller, String parameters, String json) {
        return caller.upload("POST", IMPORT + parameters, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer upload(RestCaller caller, String parameters, String file) {
        try (InputStream in = ImportIT.class.getResourceAsStream("/openbb/" + file + ".json")) {
            return caller.upload(
                    "POST",
                    IMPORT + parameters,
                    "application/json",
                    Objects.requireNonNull(in, file).readAllBytes());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String apps(String... prompts) {
        return "[{\"name\": \"Desk\", \"tabs\": {}, \"prompts\": [\"" + String.join("\", \"", prompts) + "\"]}]";
    }

    /** Ids of the active ones by name. */
    private static Map<String, String> prompts(Rbac rbac) {
        Map<String, String> prompts = new java.util.TreeMap<>();
        rbac.admin()
                .get("/workspaces/w1/resources?type=prompt")
                .expect(200)
                .json()
                .forEach(prompt -> {
                    if (prompt.path("active").asBoolean()) {
                        prompts.put(
                                prompt.path("name").asText(), prompt.path("id").asText());
                    }
                });
        return prompts;
    }

    private static int activities(Rbac rbac) {
        return rbac.admin()
                .get("/workspaces/w1/activity?max=1000")
                .expect(200)
                .json()
                .size();
    }

    private static String id(Rbac rbac, String type, String externalId) {
        return rbac.admin()
                .get("/workspaces/w1/resources?type=" + type + "&externalId="
                        + java.net.URLEncoder.encode(externalId, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .at("/0/id")
                .asText();
    }

    private static List<String> externalIds(JsonNode resources) {
        return new ArrayList<>(resources.findValuesAsText("externalId"));
    }
}
