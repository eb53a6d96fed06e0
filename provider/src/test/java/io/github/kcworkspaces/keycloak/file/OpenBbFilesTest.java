package io.github.kcworkspaces.keycloak.file;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.importing.Inventory;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.importing.Inventory.Notice;
import io.github.kcworkspaces.importing.Inventory.Prompt;
import io.github.kcworkspaces.importing.Inventory.Reference;
import io.github.kcworkspaces.keycloak.file.OpenBbFiles.Parameters;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBbFilesTest {

    private static final Parameters BACKEND = new Parameters("backend", null, null, null, null);

    @Test
    void aRealFileOfWidgets() throws IOException {
        Inventory inventory = OpenBbFiles.read(file("getting-started_hello-world_widgets"), BACKEND);
        assertThat(inventory.connector().externalId()).isEqualTo("backend");
        assertThat(inventory.covered()).containsExactly(Inventory.WIDGET);
        assertThat(inventory.items())
                .containsExactly(new Item(
                        Inventory.WIDGET,
                        "hello_world",
                        "Hello World",
                        "Hello World",
                        null,
                        List.of("None"),
                        Map.of("exportable", true, "widgetType", "markdown", "endpoint", "hello_world"),
                        List.of(),
                        "/hello_world"));
    }

    @Test
    void aRealFileOfAppsWithATabWithoutAName() throws IOException {
        Inventory inventory = OpenBbFiles.read(file("getting-started_hello-world_apps"), BACKEND);
        assertThat(inventory.covered()).containsExactlyInAnyOrder(Inventory.APP, Inventory.PROMPT);
        assertThat(inventory.items())
                .singleElement()
                .extracting(Item::key, Item::references)
                .containsExactly("Hello World", List.of(new Reference("hello_world", "/0/tabs//layout/0/i")));
    }

    @ParameterizedTest
    @CsvSource({
        "widget-examples_database-connectors_snowflake_connector_python_widgets, 2",
        "widget-examples_database-connectors_arcticdb_python_widgets, 3",
        "widget-examples_widget-types_live_grid_widget_widgets, 1",
        "widget-examples_parameters-types_parameters_example_widgets, 3"
    })
    void realFilesOfOtherBackends(String name, int widgets) throws IOException {
        Inventory inventory = OpenBbFiles.read(file(name), BACKEND);
        assertThat(inventory.items()).hasSize(widgets).allSatisfy(item -> {
            assertThat(item.type()).isEqualTo(Inventory.WIDGET);
            assertThat(item.name()).isNotBlank();
        });
        assertThat(inventory.notices()).isEmpty();
    }

    @Test
    void olderNamesOfMembersAndSourcesOfBothKinds() {
        Inventory inventory = read("""
                {"a": {"name": "A", "searchCategory": "Old", "subcategory": "Older", "defaultViz": "chart",
                       "source": "Feeds", "widgetId": "b", "endpoint": "https://user:secret@host/a?key=secret"},
                 "c/d~e": {"name": "C", "category": "New", "searchCategory": "Old", "type": "brand-new",
                       "source": ["One", "Two", "One", " ", null], "exportable": false, "data": {"deep": [1, [2]]}}}
                """);
        assertThat(inventory.items())
                .extracting(Item::category, Item::subCategory, Item::providers, Item::attributes, Item::pointer)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "Old",
                                "Older",
                                List.of("Feeds"),
                                Map.of("exportable", true, "widgetType", "chart", "endpoint", "https://host/a"),
                                "/a"),
                        org.assertj.core.api.Assertions.tuple(
                                "New",
                                null,
                                List.of("One", "Two"),
                                Map.of("exportable", false, "widgetType", "brand-new"),
                                "/c~1d~0e"));
        assertThat(inventory.notices())
                .containsExactly(new Notice("/a/widgetId", "differs from the key, which counts"));
    }

    @Test
    void severalFilesInOneBody() {
        Inventory inventory = OpenBbFiles.read(bytes("""
                        {"connector": {"externalId": "feeds", "name": "Feeds", "kind": "custom-backend", "prefix": "f."},
                         "widgets": {"w": {"name": "W"}},
                         "apps": {"name": "Desk", "tabs": {"": {"layout": [{"i": "w_custom_obb", "x": 0}]}, "t": {"layout": null}},
                                  "prompts": ["Explain @[w:widget] and @[x] and @[", " "]},
                         "agents": {"helper": {"name": "Helper", "endpoints": {"query": "/query"}}}}
                        """), new Parameters(null, null, null, null, null));
        assertThat(inventory.connector())
                .isEqualTo(new Inventory.Connector("feeds", "Feeds", "custom-backend", "f.", "/connector"));
        assertThat(inventory.covered())
                .containsExactlyInAnyOrder(Inventory.WIDGET, Inventory.APP, Inventory.PROMPT, Inventory.AGENT);
        assertThat(inventory.items()).extracting(Item::key).containsExactly("w", "Desk", "helper");
        assertThat(inventory.prompts())
                .containsExactly(new Prompt(
                        "Desk",
                        0,
                        "Explain @[w:widget] and @[x] and @[",
                        List.of(new Reference("w", "/apps/prompts/0")),
                        "/apps/prompts/0"));
        assertThat(inventory.notices()).extracting(Notice::pointer).containsExactly("/apps/prompts/1");
    }

    @Test
    void agentsAreToldByTheirShapeAndOneAppIsLikeAListOfOne() {
        assertThat(read("{\"helper\": {\"name\": \"H\", \"endpoints\": {\"query\": \"q\"}}}")
                        .covered())
                .containsExactly(Inventory.AGENT);
        assertThat(read("{\"name\": \"Desk\", \"tabs\": {}}").items())
                .extracting(Item::key)
                .containsExactly("Desk");
    }

    @Test
    void anEmptyFileSaysWhichItIs() {
        assertField("part", "{}", null);
        assertThat(OpenBbFiles.read(bytes("{}"), new Parameters("b", null, null, null, "widgets"))
                        .covered())
                .containsExactly(Inventory.WIDGET);
        assertThat(read("[]").covered()).contains(Inventory.APP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"w\": {\"name\": 7}} | /w/name",
                "{\"w\": {\"name\": \" \"}} | /w/name",
                "{\"w\": {\"category\": \"c\"}} | /w/name",
                "{\"w\": []} | /w",
                "{\"\": {\"name\": \"W\"}} | /",
                "{\"w\": {\"name\": \"W\", \"source\": {}}} | /w/source",
                "{\"w\": {\"name\": \"W\", \"source\": [\"a\", 1]}} | /w/source/1",
                "{\"w\": {\"name\": \"W\", \"exportable\": \"no\"}} | /w/exportable",
                "[{\"name\": \"A\", \"tabs\": []}] | /0/tabs",
                "[{\"name\": \"A\", \"tabs\": {\"t\": {\"layout\": [{\"i\": 1}]}}}] | /0/tabs/t/layout/0/i",
                "[{\"name\": \"A\", \"prompts\": [{}]}] | /0/prompts/0",
                "[7] | /0",
                "{\"widgets\": {\"w\": {}}, \"connector\": {\"externalId\": \"b\"}} | /widgets/w/name",
                "\"text\" | ",
            })
    void whatIsWrongIsNamedByItsPointer(String json, @Nullable String pointer) {
        assertField(pointer == null ? "" : pointer, json, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"w\": {\"name\": \"W\", \"name\": \"X\"}}",
                "{\"w\": {\"name\": \"W\"}, \"w\": {\"name\": \"X\"}}",
                "{\"w\": {\"name\": \"W\"",
                "{\"w\": {\"name\": \"W\"}} {}",
                "{\"w\": {\"name\": \"W\", \"data\": NaN}}",
                ""
            })
    void brokenJsonIsRefused(String json) {
        refused(ProblemCode.INVALID_REQUEST, () -> read(json));
    }

    @Test
    void nestingIsBoundedAlsoWhereNobodyLooks() {
        String deep = "[".repeat(300) + "]".repeat(300);
        refused(ProblemCode.INVALID_REQUEST, () -> read("{\"w\": {\"name\": \"W\", \"data\": " + deep + "}}"));
        assertThat(read("{\"w\": {\"name\": \"W\", \"data\": " + "[".repeat(60) + "]".repeat(60) + "}}")
                        .items())
                .hasSize(1);
    }

    @Test
    void aConnectorIsNamedOnceAndHasNoSecrets() {
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> OpenBbFiles.read(bytes("{\"widgets\": {}}"), new Parameters(null, null, null, null, null)));
        assertField("connector", "{\"connector\": {\"externalId\": \"b\"}, \"widgets\": {}}", "b");
        assertThat(refused(
                                ProblemCode.UNKNOWN_MEMBER,
                                () -> OpenBbFiles.read(
                                        bytes("{\"connector\": {\"externalId\": \"b\", \"headers\": []}}"),
                                        new Parameters(null, null, null, null, null)))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("/connector/headers");
    }

    @Test
    void thereIsABoundToHowManyThereAre() {
        StringBuilder many = new StringBuilder("{");
        for (int index = 0; index <= 20_000; index++) {
            many.append(index == 0 ? "" : ",").append("\"w").append(index).append("\":{\"name\":\"W\"}");
        }
        refused(ProblemCode.TOO_LARGE, () -> read(many.append("}").toString()));
    }

    private static void assertField(String pointer, String json, @Nullable String connector) {
        Parameters parameters = connector == null && json.contains("\"connector\"")
                ? new Parameters(null, null, null, null, null)
                : BACKEND;
        assertThat(refused(ProblemCode.INVALID_REQUEST, () -> OpenBbFiles.read(bytes(json), parameters))
                        .violations())
                .extracting(Violation::field)
                .containsExactly(pointer);
    }

    private static Inventory read(String json) {
        return OpenBbFiles.read(bytes(json), BACKEND);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream file = OpenBbFilesTest.class.getResourceAsStream("/openbb/" + name + ".json")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }
}
