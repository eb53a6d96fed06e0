package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceChangeRepresentation;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void readsWhatIsDocumented() {
        WorkspaceChangeRepresentation change =
                read("{\"name\":\"Research\",\"version\":5}", WorkspaceChangeRepresentation.class);
        assertThat(change.name()).isEqualTo("Research");
        assertThat(change.version()).isEqualTo(5L);
        assertThat(change.alias()).isNull();
    }

    @Test
    void namesAllUnknownMembersWithTheirPaths() {
        Problem problem = refused(
                "{\"id\":\"1\",\"add\":[{\"type\":\"a\",\"x\":{\"y\":[1]},\"condition\":{\"all\":[{\"zz\":1}]}}],\"last\":[[]]}",
                GrantsChangeRepresentation.class);
        assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_MEMBER);
        assertThat(problem.violations())
                .extracting(Violation::field)
                .containsExactly("id", "add[0].x", "add[0].condition.all[0].zz", "last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\":\"true\"}|enabled",
                "{\"enabled\":1}|enabled",
                "{\"claimBudgetBytes\":\"1\"}|claimBudgetBytes",
                "{\"claimBudgetBytes\":1.5}|claimBudgetBytes",
                "{\"claimBudgetBytes\":true}|claimBudgetBytes",
                "{\"claimBudgetBytes\":\"\"}|claimBudgetBytes",
                "{\"claimBudgetBytes\":99999999999}|claimBudgetBytes",
                "{\"accountOwner\":1}|accountOwner",
                "{\"accountOwner\":true}|accountOwner",
                "{\"accountOwner\":{}}|accountOwner",
                "{\"accountOwner\":[\"x\"]}|accountOwner",
                "{\"subjectAttributes\":\"x\"}|subjectAttributes",
                "{\"subjectAttributes\":[1]}|subjectAttributes[0]",
                "{\"version\":\"1\"}|version"
            })
    void coercesNothingAndNamesTheField(String body, String field) {
        Problem problem = refused(body, SettingsChangeRepresentation.class);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "\"x\"",
                "null",
                "{",
                "{} {}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "{'name':1}"
            })
    void refusesWhatIsNoSingleObject(String body) {
        assertThat(refused(body, WorkspaceChangeRepresentation.class).code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    }

    @Test
    void refusesAnEmptyBody() {
        assertThat(refused("", WorkspaceChangeRepresentation.class).code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    }

    @Test
    void boundsDepthAndSize() {
        String deep = "{\"add\":" + "[".repeat(60) + "]".repeat(60) + "}";
        assertThat(refused(deep, GrantsChangeRepresentation.class).code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        String large = "{\"name\":\"" + "x".repeat(JsonBody.MOST_BYTES) + "\"}";
        assertThat(refused(large, WorkspaceChangeRepresentation.class).code()).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/yaml", "application/json5"})
    void refusesOtherMediaTypes(String type) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> JsonBody.read(stream("{}"), type, WorkspaceChangeRepresentation.class));
        assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void filesMayBeYaml() {
        ConfigRepresentation file = JsonBody.readFile(
                stream("settings: {enabled: true}\naccountAdmins: [ada]\n"),
                "application/yaml; charset=utf-8",
                ConfigRepresentation.class);
        assertThat(file.accountAdmins()).containsExactly("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x]\nb: *a\n",
                "accountAdmins: &a [x]\ntemplates: *a\n",
                "accountAdmins: [a]\naccountAdmins: [b]\n",
                "accountAdmins: [1]\n",
                "--- {}\n--- {}\n"
            })
    void yamlIsAsStrict(String yaml) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> JsonBody.readFile(stream(yaml), "application/yaml", ConfigRepresentation.class));
        assertThat(problem).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\\n  xtypes: [|line 2, column 3: ",
                "application/json|{\\n  \"types\": [\\n    {\"key\": }\\n]}|line 3, column 13: ",
                "application/json|{\\n  \"types\": [|line 2, column 13: Unexpected end-of-input",
                "application/json|{\\n  \"types\": [],\\n  \"types\": []\\n}|line 3, column 10: Duplicate",
                "application/yaml|types:\\n  - key: note\\n    actions: [view\\n|line 3, column 19: while parsing a flow sequence, expected",
                "application/yaml|types: []\\ntypes: []\\n|line 2, column "
            })
    void aFileThatIsBrokenIsRefusedWithThePlace(String mediaType, String escaped, String place) {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> JsonBody.readFile(
                        stream(escaped.replace("\\n", "\n")), mediaType, CatalogueRepresentation.class));
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(problem.detail())
                .startsWith("the body cannot be read at " + place)
                .doesNotContain("\n", "Source", "start marker", "StreamRead");
    }

    private static <T> T read(String body, Class<T> type) {
        return JsonBody.read(stream(body), "application/json; charset=utf-8", type);
    }

    private static Problem refused(String body, Class<?> type) {
        return catchThrowableOfType(Problem.class, () -> read(body, type));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
