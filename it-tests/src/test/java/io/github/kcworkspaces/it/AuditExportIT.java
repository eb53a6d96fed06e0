package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sealed trail as a file. */
@OnKeycloak
class AuditExportIT {

    private static final Map<Integer, JsonSchema> OCSF = new HashMap<>();

    @Test
    @Tag("OWU-34")
    void everyLineIsValidOcsfAndTheLastOneIsAManifest(TestRealm realm) {
        Rbac rbac = somethingDone(realm);
        List<JsonNode> lines = lines(rbac.admin().get("/audit/export?schema=ocsf"));
        JsonNode manifest = lines.remove(lines.size() - 1).path("manifest");
        assertThat(lines).hasSizeGreaterThan(15);
        for (JsonNode line : lines) {
            assertThat(ocsf(line.path("class_uid").asInt()).validate(line))
                    .as(line.toString())
                    .isEmpty();
        }
        assertThat(lines.stream().map(line -> line.at("/metadata/event_code").asText()))
                .contains("REALM_ENABLED", "ROLE_CREATED", "MEMBER_ADDED", "LOGIN", "ACCESS_DENIED");
        assertThat(manifest.path("count").asInt()).isEqualTo(lines.size());
        assertThat(manifest.path("lastSeq").asLong())
                .isEqualTo(lines.get(lines.size() - 1).at("/metadata/sequence").asLong());
        assertThat(manifest.path("complete").asBoolean()).isTrue();
    }

    @Test
    void aFileGoesOnBehindAnyRowAndIsTheSameInPieces(TestRealm realm) {
        Rbac rbac = somethingDone(realm);
        Answer whole = rbac.admin().get("/audit/export");
        assertThat(whole.header("Content-Type")).contains("application/x-ndjson");
        assertThat(whole.header("Content-Disposition")).contains("attachment; filename=\"audit-native.ndjson\"");
        assertThat(whole.header("Cache-Control")).contains("no-store");
        List<JsonNode> all = lines(whole);
        JsonNode manifest = all.remove(all.size() - 1).path("manifest");
        long head = manifest.path("lastSeq").asLong();
        List<JsonNode> pieces = lines(rbac.admin().get("/audit/export?upTo=7"));
        JsonNode first = pieces.remove(pieces.size() - 1).path("manifest");
        assertThat(first.path("lastSeq").asLong()).isEqualTo(7);
        pieces.addAll(lines(rbac.admin().get("/audit/export?after=7&upTo=" + head)));
        JsonNode second = pieces.remove(pieces.size() - 1).path("manifest");
        assertThat(second.path("firstSeq").asLong()).isEqualTo(8);
        assertThat(pieces).isEqualTo(all);
        assertThat(all.get(0).path("hash")).isEqualTo(manifest.path("firstHash"));
        assertThat(all.get(all.size() - 1).path("hash")).isEqualTo(manifest.path("lastHash"));
        for (int index = 1; index < all.size(); index++) {
            assertThat(all.get(index).at("/row/previous"))
                    .isEqualTo(all.get(index - 1).path("hash"));
        }
        JsonNode alone = rbac.admin()
                .get("/audit/export?format=manifest&upTo=" + head)
                .expect(200)
                .json();
        assertThat(alone.path("lastHash")).isEqualTo(manifest.path("lastHash"));
        assertThat(alone.path("checkpoints")).isNotEmpty();
        assertThat(rbac.admin().get("/activity?type=TRAIL_EXPORTED&max=100").json())
                .hasSize(4);
    }

    @Test
    void tablesRunNothingAndHaveOnlyOurOwnSchema(TestRealm realm) {
        Rbac rbac = somethingDone(realm);
        rbac.role("w1", "=cmd|' /C calc'!A0");
        rbac.admin().post("/audit/checkpoints");
        Answer csv =
                rbac.admin().get("/audit/export?format=csv&type=ROLE_CREATED").expect(200);
        assertThat(csv.text()).startsWith("\uFEFFseq,id,time,class,type,");
        assertThat(csv.text()).contains("'=cmd|").contains("\r\n");
        assertThat(csv.text().lines().skip(1)).allMatch(line -> line.contains("ROLE_CREATED"));
        assertThat(rbac.admin().get("/audit/export?format=xlsx").expect(200).bytes())
                .startsWith('P', 'K');
        rbac.admin().get("/audit/export?format=csv&schema=ocsf").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/audit/export?format=pdf").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/audit/export?type=NOTHING").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/audit/export?after=x").expect(400, "INVALID_REQUEST");
    }

    @Test
    void everybodyGetsTheRowsThatHeMaySee(TestRealm realm) {
        Rbac rbac = somethingDone(realm);
        rbac.workspace("w2");
        TestUser eva = realm.user("eva");
        rbac.role("w1", "auditor", onType("workspace", "view-activity"));
        rbac.member("w1", eva, "auditor");
        rbac.admin().post("/audit/checkpoints");
        RestCaller asEva = realm.rbac(eva);
        List<JsonNode> rows = lines(asEva.get("/workspaces/w1/activity/export"));
        rows.remove(rows.size() - 1);
        assertThat(rows).isNotEmpty();
        assertThat(rows).allMatch(row -> row.at("/row/workspaceAlias").asText().equals("w1"));
        assertThat(rows).allMatch(row -> row.at("/row/class").asText().equals("ACTIVITY"));
        asEva.get("/audit/export").expect(403, "ACCESS_DENIED");
        asEva.get("/activity/export").expect(403, "ACCESS_DENIED");
        asEva.get("/logins/export").expect(403, "ACCESS_DENIED");
        asEva.get("/workspaces/w2/activity/export").expect(404, "WORKSPACE_NOT_FOUND");
        List<JsonNode> logins = lines(rbac.admin().get("/logins/export?schema=ecs"));
        logins.remove(logins.size() - 1);
        assertThat(logins).isNotEmpty();
        assertThat(logins).allMatch(row -> row.at("/event/category/0").asText().equals("authentication"));
    }

    /** Roles, members, a login, a refusal; all of it sealed. */
    private static Rbac somethingDone(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.member("w1", ben, "viewer");
        rbac.member("w1", ben, "member");
        realm.rbac(ben).get("/users").expect(403, "ACCESS_DENIED");
        rbac.admin().post("/audit/checkpoints").expect(200);
        return rbac;
    }

    private static List<JsonNode> lines(Answer answer) {
        answer.expect(200);
        List<JsonNode> lines = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : answer.text().split("\n")) {
            try {
                lines.add(json.readTree(line));
            } catch (IOException e) {
                throw new AssertionError(line, e);
            }
        }
        return lines;
    }

    private static JsonSchema ocsf(int type) {
        return OCSF.computeIfAbsent(
                type,
                key -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Objects.requireNonNull(
                                AuditExportIT.class.getResourceAsStream("/ocsf/" + key + ".schema.json"))));
    }
}
