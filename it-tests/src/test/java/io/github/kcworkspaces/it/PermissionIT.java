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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate of parents, incomplete resources, and what the screens of permissions ask for. */
@OnKeycloak
class PermissionIT {

    @Test
    @Tag("OBO-21")
    @Tag("OBN-22")
    void aWidgetIsGrantedAfterItsConnectorAndGoesWithIt(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String widget = rbac.resource("w1", "widget", "prices", connector);
        String role = rbac.role("w1", "analyst");
        rbac.member("w1", ben, "analyst");
        RestCaller grants = grants(rbac, role);

        JsonNode refusal = grants.patch("", Map.of("add", List.of(on("widget", widget, "access"))))
                .expect(409, "PARENT_NOT_GRANTED")
                .json();
        assertThat(refusal.path("parents")).hasToString("[\"" + connector + "\"]");
        assertThat(grants.get("").json()).isEmpty();
        refusal = grants.patch("", Map.of("add", List.of(onType("widget", "access"))))
                .expect(409, "PARENT_NOT_GRANTED")
                .json();
        assertThat(refusal.path("parentTypes")).hasToString("[\"data-connector\"]");

        rbac.grant("w1", role, on("data-connector", connector, "view"));
        rbac.grant("w1", role, on("widget", widget, "access"));
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isTrue();

        JsonNode withdrawn = grants.patch("", Map.of("remove", List.of(on("data-connector", connector, "view"))))
                .expect(200)
                .json();
        assertThat(withdrawn.path("removed").asInt()).isEqualTo(2);
        assertThat(grants.get("").json()).isEmpty();
        rbac.grant("w1", role, on("data-connector", connector, "view"));
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=GRANTS_CHANGED")
                        .text())
                .contains("widget:access@" + widget);
    }

    @Test
    void aTypeOfACatalogueHasAGateOfItsOwn(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String widget = rbac.resource("w1", "widget", "prices", connector);
        RestCaller grants = grants(rbac, rbac.role("w1", "analyst"));
        Map<String, Object> prices = Map.of("add", List.of(on("widget", widget, "access")));
        grants.patch("", prices).expect(409, "PARENT_NOT_GRANTED");
        rbac.admin().put("/resource-types/widget", Map.of("gate", "loose")).expect(400, "INVALID_REQUEST");
        rbac.admin()
                .put("/resource-types/data-connector", Map.of("gate", "auto"))
                .expect(400, "INVALID_REQUEST");
        JsonNode type = rbac.admin()
                .put("/resource-types/widget", Map.of("gate", "auto"))
                .expect(200)
                .json();
        assertThat(type.path("gate").asText()).isEqualTo("auto");
        assertThat(grants.patch("?dryRun=true", prices)
                        .expect(200)
                        .json()
                        .path("added")
                        .asInt())
                .isEqualTo(2);
        type = rbac.admin()
                .put("/resource-types/widget", Map.of("gate", ""))
                .expect(200)
                .json();
        assertThat(type.has("gate")).isFalse();
        grants.patch("", prices).expect(409, "PARENT_NOT_GRANTED");
    }

    @Test
    @Tag("OBN-23")
    @Tag("OBN-27")
    void withTheGateAtAutoAWidgetRaisesAndLowersItsConnector(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.admin().put("/settings", Map.of("gate", "loose")).expect(400, "INVALID_REQUEST");
        assertThat(rbac.admin().get("/settings").json().path("gate").asText()).isEqualTo("strict");
        rbac.admin().put("/settings", Map.of("gate", "auto")).expect(200);
        assertThat(rbac.admin().get("/settings").json().path("gate").asText()).isEqualTo("auto");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String first = rbac.resource("w1", "widget", "prices", connector);
        String second = rbac.resource("w1", "widget", "news", connector);
        String role = rbac.role("w1", "analyst");
        rbac.member("w1", ben, "analyst");
        RestCaller grants = grants(rbac, role);

        JsonNode given = grants.patch("", Map.of("add", List.of(on("widget", first, "access"))))
                .expect(200)
                .json();
        assertThat(given.path("added").asInt()).isEqualTo(2);
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "news")).isFalse();
        rbac.grant("w1", role, on("widget", second, "access"));
        rbac.withdraw("w1", role, on("widget", first, "access"));
        assertThat(rbac.decides(ben, "view", "w1", "data-connector", "c1")).isTrue();
        rbac.withdraw("w1", role, on("widget", second, "access"));
        assertThat(rbac.decides(ben, "view", "w1", "data-connector", "c1")).isFalse();
        assertThat(grants.get("").json()).isEmpty();
    }

    @Test
    @Tag("OBO-32")
    @Tag("OBO-33")
    @Tag("OBO-34")
    @Tag("OBO-31")
    void anAdminIsWarnedOfIncompleteTemplatesAndTheUserSeesIt(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.type("template", "view", List.of("view"), null);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        List<String> widgets = new ArrayList<>();
        for (String name : List.of("prices", "news", "trades")) {
            widgets.add(rbac.resource("w1", "widget", name, connector));
        }
        String board = Rbac.id(rbac.admin()
                .post(
                        "/workspaces/w1/resources",
                        Map.of("type", "template", "externalId", "board", "name", "Board", "requires", widgets)));
        String role = rbac.role(
                "w1",
                "analyst",
                on("data-connector", connector, "view"),
                on("widget", widgets.get(0), "access"),
                on("widget", widgets.get(1), "access"));
        rbac.member("w1", ben, "analyst");
        RestCaller grants = grants(rbac, role);

        JsonNode warning = grants.patch("", Map.of("add", List.of(on("template", board, "view"))))
                .expect(200)
                .json()
                .at("/warnings/0");
        assertThat(warning.path("resource").asText()).isEqualTo(board);
        assertThat(warning.path("code").asText()).isEqualTo("INCOMPLETE");
        assertThat(warning.path("missing")).hasToString("[\"" + widgets.get(2) + "\"]");
        assertThat(rbac.decides(ben, "view", "w1", "template", "board"))
                .as("the grant stands")
                .isTrue();
        JsonNode seen = effective(rbac, ben, board);
        assertThat(seen.path("complete").asBoolean(true)).isFalse();
        assertThat(seen.path("missing")).hasToString("[\"" + widgets.get(2) + "\"]");

        JsonNode complete = grants.patch("", Map.of("add", List.of(on("widget", widgets.get(2), "access"))))
                .json();
        assertThat(complete.path("warnings")).isEmpty();
        assertThat(effective(rbac, ben, board).path("complete").asBoolean()).isTrue();

        JsonNode withdrawn = grants.patch("", Map.of("remove", List.of(on("widget", widgets.get(0), "access"))))
                .json();
        assertThat(withdrawn.at("/warnings/0/missing")).hasToString("[\"" + widgets.get(0) + "\"]");
        rbac.role("w1", "more", on("data-connector", connector, "view"), on("widget", widgets.get(0), "access"));
        rbac.member("w1", ben, "analyst", "more");
        assertThat(effective(rbac, ben, board).path("complete").asBoolean())
                .as("another role brings it")
                .isTrue();
    }

    @Test
    @Tag("OBN-24")
    @Tag("OBO-27")
    void grantsAndStatesAreFoundByCategoryProviderAndText(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String prices = widget(rbac, connector, "prices", Map.of("category", "Equity", "providers", List.of("Acme")));
        String news = widget(
                rbac,
                connector,
                "news",
                Map.of("category", "Equity", "subCategory", "Press", "providers", List.of("Acme", "Other")));
        String plain = widget(rbac, connector, "plain", Map.of());
        String role = rbac.role(
                "w1",
                "analyst",
                on("data-connector", connector, "view"),
                on("widget", prices, "access"),
                on("widget", plain, "access"));
        RestCaller analyst = rbac.admin().at("/workspaces/w1/roles/" + role);

        assertThat(found(analyst, "/grants?provider=Acme", "resource")).containsExactly(prices);
        assertThat(found(analyst, "/grants?category=Equity", "resource")).containsExactly(prices);
        assertThat(found(analyst, "/grants?subCategory=Press", "resource")).isEmpty();
        assertThat(found(analyst, "/grants?search=PLAIN", "resource")).containsExactly(plain);
        assertThat(found(analyst, "/grants?type=data-connector", "resource")).containsExactly(connector);

        assertThat(found(analyst, "/resources?provider=Acme", "id")).containsExactlyInAnyOrder(prices, news);
        assertThat(found(analyst, "/resources?subCategory=Press", "id")).containsExactly(news);
        assertThat(found(analyst, "/resources?search=plain", "id")).containsExactly(plain);
        assertThat(found(analyst, "/resources?type=widget&category=Equity", "id"))
                .containsExactlyInAnyOrder(prices, news);
        Answer page = analyst.get("/resources?type=widget&max=1").expect(200);
        assertThat(page.header("X-Total-Count")).contains("3");
        assertThat(page.json()).hasSize(1);
    }

    @Test
    void aGridTellsWhatIsGrantedByTypeAndBlocked(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser lead = realm.user("lead");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String widget = rbac.resource("w1", "widget", "prices", connector);
        String closed = rbac.resource("w1", "data-connector", "c2");
        String secret = rbac.resource("w1", "widget", "secret", closed);
        String flow = rbac.resource("w1", "chatflow", "f1");
        String role = rbac.role(
                "w1",
                "analyst",
                on("data-connector", connector, "view"),
                on("widget", widget, "access"),
                onType("chatflow", "view"));
        RestCaller grid = rbac.admin().at("/workspaces/w1/roles/" + role + "/resources");

        assertThat(state(grid, widget).path("granted")).hasToString("[\"access\"]");
        assertThat(state(grid, widget).path("blocked").asBoolean(true)).isFalse();
        assertThat(state(grid, secret).path("granted")).isEmpty();
        assertThat(state(grid, secret).path("blocked").asBoolean()).isTrue();
        assertThat(state(grid, flow).path("granted")).isEmpty();
        assertThat(state(grid, flow).path("byType")).hasToString("[\"view\"]");

        rbac.role("w1", "lead", onType("workspace", "view", "manage-roles"), onType("chatflow", "view"));
        rbac.member("w1", lead, "lead");
        Answer own = realm.rbac(lead)
                .get("/workspaces/w1/roles/" + role + "/resources")
                .expect(200);
        assertThat(own.json().findValuesAsText("id")).containsExactly(flow);
        assertThat(own.text()).doesNotContain("secret").doesNotContain("prices");
        Answer grants = realm.rbac(lead)
                .get("/workspaces/w1/roles/" + role + "/grants?max=1")
                .expect(200);
        assertThat(grants.json().findValuesAsText("type")).containsExactly("chatflow");
        assertThat(grants.header("X-Total-Count")).isEmpty();
        assertThat(grants.header("X-Next-Cursor")).isEmpty();
        String template = Rbac.id(rbac.admin().post("/roles", Map.of("name", "viewer", "description", "Looks")));
        rbac.admin().get("/roles/" + template + "/resources").expect(404, "NOT_FOUND");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/roles/" + template + "/resources")
                        .expect(200)
                        .json())
                .hasSize(5);
    }

    @Test
    @Tag("OBN-25")
    @Tag("OBN-36")
    @Tag("OBO-28")
    void aThousandAreSetAtOnceOrNotAtAll(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.workspace("w2");
        List<Map<String, Object>> flows = new ArrayList<>();
        for (int index = 0; index < 999; index++) {
            flows.add(Map.of("type", "chatflow", "externalId", "f" + index, "name", "Flow " + index));
        }
        rbac.admin()
                .put("/config", Map.of("workspaces", List.of(Map.of("alias", "w1", "resources", flows))))
                .expect(200);
        String foreign = rbac.resource("w2", "chatflow", "foreign");
        String role = rbac.role("w1", "editor");
        rbac.member("w1", ben, "editor");
        RestCaller grants = grants(rbac, role);
        List<Object> wanted = new ArrayList<>();
        rbac.admin()
                .get("/workspaces/w1/resources?type=chatflow&max=1000")
                .json()
                .forEach(flow -> wanted.add(on("chatflow", flow.path("id").asText(), "view")));
        assertThat(wanted).hasSize(999);
        List<Object> bad = new ArrayList<>(wanted);
        bad.add(500, on("chatflow", foreign, "view"));

        JsonNode refusal = grants.patch("", Map.of("add", bad))
                .expect(422, "UNKNOWN_RESOURCE")
                .json();
        assertThat(refusal.path("resources")).hasToString("[\"" + foreign + "\"]");
        bad.set(500, on("chatflow", "unknown", "view"));
        refusal = grants.patch("", Map.of("add", bad))
                .expect(422, "UNKNOWN_RESOURCE")
                .json();
        assertThat(refusal.path("resources")).hasToString("[\"unknown\"]");
        assertThat(grants.get("").header("X-Total-Count")).contains("0");

        int before = rbac.admin()
                .get("/workspaces/w1/activity?type=GRANTS_CHANGED")
                .json()
                .size();
        JsonNode dry =
                grants.patch("?dryRun=true", Map.of("add", wanted)).expect(200).json();
        assertThat(dry.path("added").asInt()).isEqualTo(999);
        assertThat(dry.path("removed").asInt(-1)).isZero();
        assertThat(dry.path("members").asInt()).isEqualTo(1);
        grants.patch("?dryRun=true", Map.of("add", bad)).expect(422, "UNKNOWN_RESOURCE");
        assertThat(grants.get("").header("X-Total-Count")).contains("0");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=GRANTS_CHANGED")
                        .json())
                .hasSize(before);

        assertThat(grants.patch("", Map.of("add", wanted))
                        .expect(200)
                        .json()
                        .path("added")
                        .asInt())
                .isEqualTo(999);
        assertThat(grants.get("?max=1").header("X-Total-Count")).contains("999");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=GRANTS_CHANGED&max=1000")
                        .json())
                .hasSize(before + 999)
                .extracting(row -> row.path("correlation").asText())
                .filteredOn(correlation -> !correlation.isEmpty())
                .hasSize(999)
                .satisfies(correlations -> assertThat(Set.copyOf(correlations)).hasSize(1));
        assertThat(grants.patch("?dryRun=true", Map.of("add", wanted))
                        .json()
                        .path("members")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void whoCanDoThisToThatIsAnsweredWithTheRolesBehindIt(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser dan = realm.user("dan");
        rbac.workspace("w1");
        String flow = rbac.resource("w1", "chatflow", "f1");
        String hidden = rbac.resource("w1", "chatflow", "hidden");
        rbac.role("w1", "reader", onType("workspace", "view"), on("chatflow", flow, "view"));
        rbac.role("w1", "writer", on("chatflow", flow, "update"));
        rbac.member("w1", ben, "reader", "writer");
        rbac.member("w1", cleo, "reader");
        rbac.member("w1", dan, "member");
        RestCaller resources = rbac.admin().at("/workspaces/w1/resources");

        JsonNode writers =
                resources.get("/" + flow + "/access?action=update").expect(200).json();
        assertThat(writers).hasSize(1);
        assertThat(writers.at("/0/user/username").asText()).isEqualTo("ben");
        assertThat(writers.at("/0/via").findValuesAsText("name")).containsExactly("writer");
        Set<String> viewers = new HashSet<>();
        String after = "";
        while (after != null) {
            Answer slice = resources
                    .get("/" + flow + "/access?action=view&max=1&after=" + after)
                    .expect(200);
            assertThat(slice.json()).hasSizeLessThanOrEqualTo(1);
            viewers.addAll(slice.json().findValuesAsText("username"));
            after = slice.header("X-Next-Cursor").orElse(null);
        }
        assertThat(viewers).contains("ben", "cleo").doesNotContain("dan");
        resources.get("/" + flow + "/access?action=fly").expect(422, "UNKNOWN_ACTION");

        RestCaller asCleo = realm.rbac(cleo).at("/workspaces/w1/resources");
        asCleo.get("/" + flow + "/access").expect(200);
        asCleo.get("/" + hidden + "/access").expect(404, "RESOURCE_NOT_FOUND");
        realm.rbac(dan)
                .at("/workspaces/w1/resources")
                .get("/" + flow + "/access")
                .expect(403);
    }

    @Test
    @Tag("OBN-60")
    @Tag("OBO-37")
    @Tag("OBO-47")
    @Tag("OBO-48")
    void whatAUserMayDoIsListedOverAllWorkspacesAndRoles(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        Set<String> expected = new HashSet<>();
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            List<Rbac.Grant> grants = new ArrayList<>();
            for (int index = 0; index < 5; index++) {
                String flow = rbac.resource(workspace, "chatflow", "f" + index);
                grants.add(on("chatflow", flow, "view"));
                expected.add(flow);
            }
            for (String role : List.of("one", "two", "three")) {
                rbac.role(workspace, role, grants.toArray(Rbac.Grant[]::new));
            }
            rbac.member(workspace, ben, "one", "two", "three");
        }
        List<String> found = new ArrayList<>();
        Set<String> workspaces = new HashSet<>();
        String after = "";
        while (after != null) {
            Answer slice = rbac.admin()
                    .get("/users/" + ben.id() + "/permissions?max=3&after=" + after)
                    .expect(200);
            slice.json().forEach(one -> {
                found.add(one.path("resource").asText());
                workspaces.add(one.at("/workspace/alias").asText());
                assertThat(one.path("via").findValuesAsText("name")).containsExactlyInAnyOrder("one", "two", "three");
            });
            after = slice.header("X-Next-Cursor").orElse(null);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(workspaces).containsExactlyInAnyOrder("w1", "w2");
        rbac.admin().get("/users/nobody/permissions").expect(404, "USER_NOT_FOUND");
        realm.rbac(ben).get("/users/" + ben.id() + "/permissions").expect(403);
    }

    @Test
    void aDeclarativeFileGoesThroughTheSameGate(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        Map<String, Object> widgetOnly = file("strict", List.of());
        rbac.admin().put("/config", widgetOnly).expect(409, "PARENT_NOT_GRANTED");
        assertThat(rbac.admin().get("/workspaces/w1/roles?search=analyst").json())
                .isEmpty();
        Map<String, Object> raising = file("auto", List.of());
        rbac.admin().put("/config", raising).expect(200);
        assertThat(rbac.admin().put("/config", raising).expect(200).json().path("changes"))
                .isEmpty();
        rbac.admin()
                .put("/config", file("strict", List.of(Map.of("type", "data-connector", "actions", List.of("view")))))
                .expect(200);
    }

    private static Map<String, Object> file(String gate, List<Object> more) {
        List<Object> grants =
                new ArrayList<>(List.of(Map.of("type", "widget", "resource", "prices", "actions", List.of("access"))));
        grants.addAll(more);
        return Map.of(
                "settings",
                Map.of("gate", gate),
                "workspaces",
                List.of(Map.of(
                        "alias",
                        "w1",
                        "resources",
                        List.of(
                                Map.of("type", "data-connector", "externalId", "c1", "name", "C"),
                                Map.of("type", "widget", "externalId", "prices", "name", "P", "parent", "c1")),
                        "roles",
                        List.of(Map.of("name", "analyst", "description", "Looks", "grants", grants)))));
    }

    private static RestCaller grants(Rbac rbac, String role) {
        return rbac.admin().at("/workspaces/w1/roles/" + role + "/grants");
    }

    private static String widget(Rbac rbac, String connector, String name, Map<String, Object> more) {
        Map<String, Object> widget = new java.util.HashMap<>(more);
        widget.putAll(Map.of("type", "widget", "externalId", name, "name", "The " + name, "parent", connector));
        return Rbac.id(rbac.admin().post("/workspaces/w1/resources", widget));
    }

    private static List<String> found(RestCaller role, String path, String member) {
        return role.get(path).expect(200).json().findValuesAsText(member);
    }

    private static JsonNode state(RestCaller grid, String resource) {
        return one(grid.get("").expect(200).json(), "id", resource);
    }

    private static JsonNode effective(Rbac rbac, TestUser user, String resource) {
        return one(
                rbac.admin()
                        .get("/workspaces/w1/members/" + user.id() + "/permissions")
                        .expect(200)
                        .json(),
                "resource",
                resource);
    }

    private static JsonNode one(JsonNode list, String member, String value) {
        for (JsonNode each : list) {
            if (value.equals(each.path(member).asText())) {
                return each;
            }
        }
        throw new AssertionError(value + " is not in " + list);
    }
}
