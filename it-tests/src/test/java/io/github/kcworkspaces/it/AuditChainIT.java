package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.audit.offline.Verify;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail is sealed soon, and whatever is done to it in the database is found. */
@OnKeycloak
class AuditChainIT {

    /** Longer than it may take: the machine of the tests is busy. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final List<String> LISTS =
            List.of("/activity?max=1000", "/activity?class=KEYCLOAK&max=1000", "/logins?max=1000");

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsSealedSoonInOneOrderWithoutGaps(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (int count = 0; count < 5; count++) {
            rbac.workspace("w" + count);
        }
        realm.passwordGrant(rbac.app(), realm.user("ben"));
        awaitSealed(rbac);
        Set<Long> numbers = new HashSet<>();
        long rows = 0;
        for (String list : LISTS) {
            for (JsonNode row : rbac.admin().get(list).expect(200).json()) {
                rows++;
                numbers.add(row.path("seq").asLong());
                assertThat(row.path("hash").asText()).hasSize(43);
            }
        }
        assertThat(numbers).hasSize((int) rows).contains(1L, rows);
        assertThat(verify(rbac).path("verified").asLong()).isEqualTo(rows);
    }

    @Test
    @Tag("OWU-35")
    void aRowThatIsChangedByHandIsNamed(TestRealm realm) throws SQLException {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.admin().put("/workspaces/w1", Map.of("name", "Renamed")).expect(200);
        awaitSealed(rbac);
        JsonNode row =
                rbac.admin().get("/activity?type=WORKSPACE_UPDATED").json().get(0);
        assertThat(verify(rbac).path("intact").asBoolean()).isTrue();

        sql(realm, "UPDATE KCW_AUDIT SET CHANGES = REPLACE(CHANGES, 'Renamed', 'Renamer') WHERE ID = ?", row);
        JsonNode found = verify(rbac);
        assertThat(found.path("intact").asBoolean()).isFalse();
        assertThat(found.at("/firstBroken/seq")).isEqualTo(row.path("seq"));
        assertThat(found.at("/firstBroken/id")).isEqualTo(row.path("id"));
        assertThat(found.at("/firstBroken/reason").asText()).isEqualTo("ROW_CHANGED");
        assertThat(found.path("verified").asLong()).isEqualTo(row.path("seq").asLong() - 1);

        sql(realm, "UPDATE KCW_AUDIT SET CHANGES = REPLACE(CHANGES, 'Renamer', 'Renamed') WHERE ID = ?", row);
        assertThat(verify(rbac).path("intact").asBoolean()).isTrue();
        sql(realm, "DELETE FROM KCW_AUDIT WHERE ID = ?", row);
        assertThat(verify(rbac).at("/firstBroken/reason").asText()).isIn("ROW_MISSING", "TAIL_CUT");
    }

    @Test
    @Tag("OWU-35")
    void aCheckpointIsSignedWithTheKeyThatTheRealmPublishes(TestRealm realm) throws IOException {
        Rbac rbac = Rbac.enable(realm);
        JsonNode signed = rbac.admin().post("/audit/checkpoints").expect(200).json();
        assertThat(signed.path("realm").asText()).isEqualTo(realm.id());
        assertThat(signed.path("seq").asLong()).isPositive();
        assertThat(rbac.admin().get("/audit/checkpoints").expect(200).json().get(0))
                .isEqualTo(signed);
        assertThat(verify(rbac).path("checkpoints").asLong()).isPositive();

        assertThat(offline(realm, signed.toString())).isZero();
        String forged = signed.toString().replace("\"seq\":", "\"seq\":1");
        assertThat(offline(realm, forged)).isOne();
    }

    @Test
    @Tag("OWU-35")
    void anExportIsVerifiedWithoutAServerAndAChangedByteIsNamed(TestRealm realm) throws IOException {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        realm.passwordGrant(rbac.app(), ben);
        rbac.admin().post("/audit/checkpoints").expect(200);
        rbac.admin().post("/audit/persons/" + ben.id() + "/pseudonymise").expect(200);
        rbac.admin().post("/audit/checkpoints").expect(200);
        String export = rbac.admin().get("/audit/export").expect(200).text();
        assertThat(verify(realm, export)).isZero();
        assertThat(verify(realm, export.replaceFirst("Workspace w1", "Workspace w2")))
                .isOne();
        List<String> lines = export.lines().toList();
        assertThat(verify(realm, String.join("\n", lines.subList(1, lines.size()))))
                .isOne();
        assertThat(verify(realm, String.join("\n", lines.subList(0, lines.size() - 1))))
                .isEqualTo(2);
    }

    @Test
    void aPersonIsShownAndForgottenAndTheTrailStaysProvable(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        realm.passwordGrant(rbac.app(), ben);
        String shown =
                rbac.admin().get("/audit/persons/" + ben.id()).expect(200).text();
        assertThat(shown.lines()).hasSizeGreaterThanOrEqualTo(3).allMatch(line -> line.contains(ben.id()));

        JsonNode done = rbac.admin()
                .post("/audit/persons/" + ben.id() + "/pseudonymise")
                .expect(200)
                .json();
        assertThat(done.path("rows").asLong()).isGreaterThanOrEqualTo(3);
        String pseudonym = done.path("pseudonym").asText();
        JsonNode added = rbac.admin()
                .get("/activity?type=MEMBER_ADDED&target=" + pseudonym)
                .expect(200)
                .json();
        assertThat(added).hasSize(1);
        assertThat(added.at("/0/target/name").asText()).isEqualTo("forgotten");
        assertThat(added.at("/0/changes")).isEmpty();
        assertThat(rbac.admin().get("/logins?user=" + ben.id()).json()).isEmpty();
        assertThat(rbac.admin()
                        .get("/activity?type=PERSON_PSEUDONYMISED")
                        .json()
                        .at("/0/target/id")
                        .asText())
                .isEqualTo(pseudonym);
        JsonNode verified = verify(rbac);
        assertThat(verified.path("intact").asBoolean()).isTrue();
        assertThat(verified.path("forgotten").asLong()).isPositive();
    }

    @Test
    void onlyAdministratorsVerifySignAndForget(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "auditor", Rbac.Grant.onType("workspace", "view-activity"));
        rbac.member("w1", ben, "auditor");
        RestCaller asBen = realm.rbac(ben);
        asBen.get("/audit/verify").expect(403, "ACCESS_DENIED");
        asBen.get("/audit/checkpoints").expect(403, "ACCESS_DENIED");
        asBen.post("/audit/checkpoints").expect(403, "ACCESS_DENIED");
        asBen.get("/audit/persons/" + ben.id()).expect(403, "ACCESS_DENIED");
        asBen.post("/audit/persons/" + ben.id() + "/pseudonymise").expect(403, "ACCESS_DENIED");
    }

    private int offline(TestRealm realm, String checkpoint) throws IOException {
        Files.writeString(folder.resolve("export.ndjson"), "");
        Files.writeString(
                folder.resolve("manifest.json"),
                "{\"version\":1,\"realm\":\"" + realm.id() + "\",\"complete\":true,\"count\":0,\"firstSeq\":0,"
                        + "\"lastSeq\":0,\"checkpoints\":[" + checkpoint + "]}");
        return command(realm, "export.ndjson", "manifest.json");
    }

    /** @return the exit code for an export as it is downloaded */
    private int verify(TestRealm realm, String export) throws IOException {
        Files.writeString(folder.resolve("export.ndjson"), export);
        return command(realm, "export.ndjson");
    }

    private int command(TestRealm realm, String... exports) throws IOException {
        Files.writeString(
                folder.resolve("certs.json"),
                realm.anonymous()
                        .get("/protocol/openid-connect/certs")
                        .expect(200)
                        .text());
        return Verify.run(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Stream.concat(Arrays.stream(exports), Stream.of("certs.json"))
                        .map(name -> folder.resolve(name).toString())
                        .toArray(String[]::new));
    }

    private static JsonNode verify(Rbac rbac) {
        return rbac.admin().get("/audit/verify").expect(200).json();
    }

    /** Until nothing of the realm waits to be sealed. */
    private static void awaitSealed(Rbac rbac) {
        for (String list : LISTS) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(rbac.admin().get(list).expect(200).json())
                                    .allMatch(row -> row.has("seq")));
        }
    }

    private static void sql(TestRealm realm, String statement, JsonNode row) throws SQLException {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, row.path("id").asText());
            assertThat(update.executeUpdate()).isOne();
        }
    }
}
