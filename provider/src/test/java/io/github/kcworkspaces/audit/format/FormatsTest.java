package io.github.kcworkspaces.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.CanonicalJson;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.Part;
import io.github.kcworkspaces.audit.RowHash;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<Integer, JsonSchema> OCSF = new HashMap<>();
    private static final Map<String, String> ECS = new HashMap<>();
    private static final String HOSTILE = "evil\"\r\n\u2028<b>=cmd|'\u0000";

    @ParameterizedTest
    @EnumSource(ActivityType.class)
    void everyTypeIsValidOcsf(ActivityType type) throws IOException {
        for (SealedRow row : rows(type)) {
            JsonNode event = MAPPER.readTree(CanonicalJson.write(Formats.of(row, Schema.OCSF)));
            assertThat(ocsf(event.get("class_uid").intValue()).validate(event))
                    .as(event.toPrettyString())
                    .isEmpty();
            assertThat(event.at("/metadata/uid").textValue())
                    .isEqualTo(row.activity().id());
            assertThat(event.at("/metadata/sequence").longValue()).isEqualTo(row.seq());
        }
    }

    @ParameterizedTest
    @EnumSource(ActivityType.class)
    void everyTypeHasFieldsAndValuesOfEcsOnly(ActivityType type) throws IOException {
        JsonNode allowed = MAPPER.readTree(resource("/ecs/allowed.json"));
        for (SealedRow row : rows(type)) {
            JsonNode event = MAPPER.readTree(CanonicalJson.write(Formats.of(row, Schema.ECS)));
            leaves("", event);
            assertThat(allowed.get("event.outcome")
                            .has(event.at("/event/outcome").textValue()))
                    .isTrue();
            List<String> possible = new ArrayList<>();
            event.at("/event/category")
                    .forEach(category -> allowed.at("/event.category/" + category.textValue())
                            .forEach(value -> possible.add(value.textValue())));
            assertThat(possible).isNotEmpty();
            event.at("/event/type").forEach(value -> assertThat(possible).contains(value.textValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(Schema.class)
    void noFormatEverHasALineBreakInIt(Schema schema) {
        for (ActivityType type : ActivityType.values()) {
            rows(type)
                    .forEach(row -> assertThat(CanonicalJson.write(Formats.of(row, schema)))
                            .doesNotContain("\n", "\r")
                            .contains(row.activity().id()));
        }
    }

    @Test
    void rolesThatSomebodyGetsAreAssignedThoseThatHeLosesRevoked() {
        assertThat(access(Map.of("added", new Changes.Change(null, List.of("editor")))))
                .containsEntry("type_uid", 300501)
                .containsEntry("privileges", List.of("editor"));
        assertThat(access(Map.of("roles", new Changes.Change(List.of("a", "b"), List.of("a")))))
                .containsEntry("type_uid", 300502)
                .containsEntry("privileges", List.of("b"));
        assertThat(access(Map.of("roles", new Changes.Change(List.of("a"), List.of("b")))))
                .containsEntry("type_uid", 300599)
                .containsEntry("privileges", List.of("a", "b"));
    }

    @Test
    void aFailedLoginSaysWhy() {
        SealedRow failed = rows(ActivityType.LOGIN_ERROR).get(0);
        assertThat(Formats.of(failed, Schema.OCSF))
                .containsEntry("type_uid", 300201)
                .containsEntry("status_id", 2)
                .containsEntry("status_detail", "invalid_user_credentials");
        assertThat(Formats.of(failed, Schema.NATIVE)).containsEntry("error", "invalid_user_credentials");
        assertThat(Formats.severity(ActivityType.ACCESS_DENIED)).isEqualTo(4);
        assertThat(Formats.severity(ActivityType.ROLE_CREATED)).isEqualTo(6);
    }

    @Test
    void aTableHasACellForEachColumn() {
        for (ActivityType type : ActivityType.values()) {
            rows(type).forEach(row -> assertThat(TrailTable.cells(row)).hasSameSizeAs(TrailTable.COLUMNS));
        }
    }

    private static Map<String, Object> access(Map<String, Changes.Change> changes) {
        return Formats.of(
                row(ActivityType.MEMBER_ROLES_CHANGED, person(), "user", changes, new WorkspaceId("w1")), Schema.OCSF);
    }

    /** Full, bare, by the system, and with everything hostile. */
    private static List<SealedRow> rows(ActivityType type) {
        Map<String, Changes.Change> changes = new HashMap<>();
        changes.put("name", new Changes.Change(HOSTILE, "new"));
        changes.put("roles", new Changes.Change(null, List.of("editor", HOSTILE)));
        changes.put("enabled", new Changes.Change(true, null));
        return Arrays.asList(
                row(type, person(), "user", changes, new WorkspaceId("w1")),
                row(type, person(), "role", Map.of(), null),
                row(type, Actor.system(Actor.Cause.SWEEP), "resource", changes, null),
                row(
                        type,
                        new Actor(null, HOSTILE, Actor.Kind.USER, Actor.Cause.USER, null, null, null),
                        HOSTILE,
                        changes,
                        null));
    }

    private static Actor person() {
        return new Actor(
                new UserId("u1"),
                "anna",
                Actor.Kind.USER,
                Actor.Cause.USER,
                "2001:db8::1",
                "console",
                "c1",
                "anna@example.org",
                new Actor.Impersonator("u0", "root"),
                "r1");
    }

    private static SealedRow row(
            ActivityType type,
            Actor actor,
            String kind,
            Map<String, Changes.Change> changes,
            @Nullable WorkspaceId workspace) {
        boolean login = type.trailClass() == TrailClass.LOGIN;
        boolean failed = type == ActivityType.LOGIN_ERROR;
        Activity activity = new Activity(
                "id-" + type,
                new RealmId("realm"),
                1_795_225_200_000L,
                type.trailClass(),
                type,
                actor,
                workspace,
                workspace == null ? null : HOSTILE,
                new Target(kind, "t1", HOSTILE),
                changes,
                login
                        ? new LoginFacts(failed ? -2 : 0, "password", "s1", failed ? "invalid_user_credentials" : null)
                        : null);
        Map<Part, String> salts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            salts.put(part, "salt");
        }
        return RowHash.seal(17, "before", activity, salts);
    }

    /** A field of ECS, of the right number of values; or ours. */
    private static void leaves(String path, JsonNode node) throws IOException {
        if (path.startsWith("keycloak.")) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                leaves(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue());
            }
            return;
        }
        assertThat(ecs()).containsKey(path);
        assertThat(node.isArray()).as(path).isEqualTo(Objects.equals(ecs().get(path), "array"));
    }

    private static JsonSchema ocsf(int type) {
        return OCSF.computeIfAbsent(
                type,
                key -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(resource("/ocsf/" + key + ".schema.json")));
    }

    private static Map<String, String> ecs() throws IOException {
        if (ECS.isEmpty()) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(resource("/ecs/fields.csv"), StandardCharsets.UTF_8))) {
                lines.lines().map(line -> line.split(",", 3)).forEach(cells -> ECS.put(cells[0], cells[2]));
            }
        }
        return ECS;
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(FormatsTest.class.getResourceAsStream(path), path);
    }
}
