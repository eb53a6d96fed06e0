package io.github.kcworkspaces.keycloak.rest;

import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.CatalogueOutcome;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.testing.TestRbac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The bundled catalogues: well-formed, complete, and applied as a whole. */
class PresetsTest {

    private static final Path DATA = Path.of("../realm-config/src/main/resources");
    private static final List<String> NAMES = Presets.NAMES;

    @Test
    void everyFileIsBundledUnderItsName() throws IOException {
        try (Stream<Path> files = Files.list(DATA.resolve("catalogues"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyPresetKeepsToTheSchema(String name) throws IOException {
        JsonNode preset = Json.MAPPER.readTree(
                DATA.resolve("catalogues/" + name + ".json").toFile());
        assertThat(schema("catalogue").validate(preset)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyPresetIsAppliedOnceAndTheSecondTimeChangesNothing(String name) {
        TestRbac rbac = new TestRbac();
        rbac.realms.update(ACME, ROOT, SettingsChange.enable());
        List<ResourceType> types = types(name);

        CatalogueOutcome first = rbac.types.apply(ROOT, ACME, types, false);
        assertThat(first.added()).hasSameSizeAs(types);
        assertThat(rbac.types.apply(ROOT, ACME, types, false))
                .isEqualTo(new CatalogueOutcome(List.of(), List.of(), first.added()));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everythingInAPresetHasItsNameInBothLanguages(String name) {
        for (ResourceType type : types(name)) {
            assertThat(type.presentation().labels()).as(type.key()).containsOnlyKeys("en", "de");
            assertThat(type.presentation().icon()).as(type.key()).isNotNull();
            assertThat(type.presentation().actionLabels().keySet())
                    .as(type.key())
                    .containsExactlyInAnyOrderElementsOf(type.definition().actions());
            assertThat(type.presentation().actionLabels().values())
                    .allSatisfy(labels -> assertThat(labels).containsOnlyKeys("en", "de"));
            assertThat(type.presentation().categoryLabels())
                    .as(type.key())
                    .containsKey(Objects.requireNonNull(type.category()));
            assertThat(type.presentation().categoryLabels().keySet())
                    .as(type.key())
                    .containsAll(type.presentation().actionCategories().values());
        }
    }

    @Test
    void theFlowPresetHas17CategoriesAnd83Keys() {
        List<ResourceType> types = types("flowise");
        Set<String> categories = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        for (ResourceType type : types) {
            categories.add(Objects.requireNonNull(type.category()));
            type.definition().actions().forEach(action -> keys.add(type.key() + ":" + action));
        }
        assertThat(categories).hasSize(17);
        assertThat(keys)
                .hasSize(83)
                .contains("chatflows:domains", "credentials:share", "documentStores:upsert-config", "sso:manage");
    }

    @Test
    void theChatPresetHasItsKeysUnderTheirCategoriesAndResourcesToReadAndWrite() {
        List<ResourceType> types = types("openwebui");
        ResourceType keys = types.get(0);
        assertThat(keys.definition().actions()).hasSize(65 + 1).contains("workspace.models_import", "chat.controls");
        assertThat(keys.presentation().actionCategories()).hasSize(65);
        assertThat(keys.definition().closure(Set.of("chat.valves"))).contains("chat.controls", "access");
        assertThat(types.subList(1, types.size()))
                .allSatisfy(type -> assertThat(type.definition().actions()).containsExactly("read", "write"))
                .extracting(ResourceType::key)
                .containsExactly("openwebui/models", "openwebui/knowledge", "openwebui/prompts", "openwebui/tools");
    }

    @Test
    void thePresetsGetAlongInOneRealm() {
        TestRbac rbac = new TestRbac();
        rbac.realms.update(ACME, ROOT, SettingsChange.enable());
        NAMES.forEach(name -> assertThat(
                        rbac.types.apply(ROOT, ACME, types(name), false).changed())
                .isEmpty());
    }

    @Test
    void theDemoKeepsToTheSchemaOfDeclarativeFiles() throws IOException {
        JsonNode demo = Json.YAML.readTree(DATA.resolve("workspaces/acme.yaml").toFile());
        assertThat(schema("workspaces-config").validate(demo)).isEmpty();
    }

    @Test
    void bothSchemasDescribeResourceTypesAlike() throws IOException {
        ObjectMapper mapper = Json.MAPPER;
        JsonNode catalogue =
                mapper.readTree(DATA.resolve("schema/catalogue.schema.json").toFile());
        JsonNode config = mapper.readTree(
                DATA.resolve("schema/workspaces-config.schema.json").toFile());
        assertThat(catalogue.at("/$defs/resourceType")).isEqualTo(config.at("/$defs/resourceType"));
        assertThat(catalogue.at("/$defs/labels")).isEqualTo(config.at("/$defs/labels"));
    }

    private static List<ResourceType> types(String name) {
        CatalogueRepresentation preset = Presets.get("preset", name);
        return ResourceTypes.read(ACME, preset);
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(DATA.resolve("schema/" + name + ".schema.json")));
    }
}
