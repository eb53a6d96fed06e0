package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.WebhookReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the audit trail is kept. */
@OnKeycloak
class RetentionIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @BeforeEach
    void directory(KeycloakUnderTest keycloak) throws IOException {
        Files.createDirectories(keycloak.archives());
    }

    @Test
    @Tag("OWU-29")
    void whatIsOlderThanADayLeavesNewerStaysAndOneRowTellsOfIt(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        old(keycloak, realm, "LOGIN", 2, 30, null);
        old(keycloak, realm, "ACTIVITY", 2, 20, null);
        seal(rbac);
        long before = verified(rbac);
        assertThat(retention(rbac).path("obstacle").isMissingNode()).isTrue();
        keep(rbac, Map.of("loginDays", 1));
        await().atMost(LIMIT).until(() -> purged(rbac).size() == 1);
        JsonNode tells = purged(rbac).get(0);
        assertThat(tells.at("/changes/rows/new").asInt()).isEqualTo(30);
        assertThat(tells.at("/changes/class/new").asText()).isEqualTo("LOGIN");
        assertThat(tells.at("/actor/kind").asText()).isEqualTo("SYSTEM");
        assertThat(rows(keycloak, realm, "LOGIN")).isZero();
        seal(rbac);
        // The change, and the row that tells of it, came on top.
        assertThat(verified(rbac)).isEqualTo(before - 30 + 2);
        assertThat(rbac.admin().get("/activity?type=WORKSPACE_CREATED").json()).isNotEmpty();

        keep(rbac, Map.of("activityDays", 1));
        await().atMost(LIMIT).until(() -> purged(rbac).size() == 2);
        assertThat(rows(keycloak, realm, "ACTIVITY")).isPositive();
        seal(rbac);
        verified(rbac);
        JsonNode runs =
                rbac.admin().get("/audit/retention/archives").expect(200).json();
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).path("rows").asInt()).isEqualTo(20);
        assertThat(runs.get(0).path("archived").asBoolean()).isFalse();
        rbac.admin()
                .put("/settings", Map.of("retention", Map.of("loginDays", -1)))
                .expect(400, "INVALID_REQUEST");
        rbac.admin()
                .put("/settings", Map.of("retention", Map.of("loginDays", 100_000)))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    @Tag("OWU-30")
    void withoutAnArchiveNothingLeavesAndTheArchiveIsVerifiedWithoutAServer(KeycloakUnderTest keycloak, TestRealm realm)
            throws IOException, InterruptedException {
        Rbac rbac = Rbac.enable(realm);
        // What stays comes before what leaves, so that a gap is left.
        seal(rbac);
        old(keycloak, realm, "LOGIN", 2, 1_200, null);
        seal(rbac);
        Path aside = keycloak.archives().resolveSibling("archives-" + UUID.randomUUID());
        Files.move(keycloak.archives(), aside);
        try {
            keep(rbac, Map.of("loginDays", 1, "archive", true));
            await().atMost(LIMIT)
                    .until(() -> retention(rbac).path("obstacle").asText().equals("ARCHIVE_FAILED"));
            assertThat(rows(keycloak, realm, "LOGIN")).isEqualTo(1_200);
            assertThat(rbac.admin().get("/activity?type=ARCHIVE_FAILED").json()).hasSize(1);
        } finally {
            Files.move(aside, keycloak.archives());
        }
        await().atMost(LIMIT).until(() -> purged(rbac).size() == 1);
        assertThat(rows(keycloak, realm, "LOGIN")).isZero();
        await().atMost(LIMIT).until(() -> retention(rbac).path("obstacle").isMissingNode());
        seal(rbac);
        verified(rbac);

        JsonNode run = rbac.admin().get("/audit/retention/archives").json().get(0);
        Path archive = keycloak.archives().resolve(run.path("file").asText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        assertThat(purged(rbac).get(0).at("/changes/sha256/new").asText())
                .isEqualTo(run.path("sha256").asText());
        Path manifest = Path.of(archive.toString().replace(".ndjson.gz", ".manifest.json"));
        Path keys = Files.writeString(
                keycloak.archives().resolve(realm.name() + ".certs.json"),
                realm.anonymous()
                        .get("/protocol/openid-connect/certs")
                        .expect(200)
                        .text());
        assertThat(verified(keycloak, archive, manifest, keys)).contains("rows verified: 1200", "intact");

        seal(rbac);
        Path left = Files.writeString(
                keycloak.archives().resolve(realm.name() + ".left.ndjson"),
                rbac.admin().get("/audit/export").expect(200).text());
        JsonNode rows = lastLine(left).path("manifest");
        assertThat(rows.path("complete").asBoolean()).isFalse();
        assertThat(verified(keycloak, archive, manifest, left, keys))
                .contains(
                        "rows verified: " + rows.path("lastSeq").asLong(),
                        "signed up to number: " + rows.path("lastSeq").asLong(),
                        "intact");
    }

    /** What the command prints about files that it finds intact. */
    private static String verified(KeycloakUnderTest keycloak, Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                keycloak.provider().toString(),
                "io.github.kcworkspaces.audit.offline.Verify"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Process verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verifier.waitFor()).describedAs(said).isZero();
        return said;
    }

    private static JsonNode lastLine(Path export) throws IOException {
        List<String> lines = Files.readAllLines(export);
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    @Test
    @Tag("OWU-32")
    void whatIsHeldStaysUntilTheHoldIsLifted(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        String workspace = rbac.workspace("w1");
        old(keycloak, realm, "LOGIN", 3, 5, null);
        old(keycloak, realm, "LOGIN", 3, 4, workspace);
        seal(rbac);
        JsonNode hold = rbac.admin()
                .post("/audit/retention/holds", Map.of("kind", "WORKSPACE", "subject", "w1", "reason", "Case 7"))
                .expect(201)
                .json();
        assertThat(hold.path("subject").asText()).isEqualTo(workspace);
        keep(rbac, Map.of("loginDays", 1));
        await().atMost(LIMIT).until(() -> purged(rbac).size() == 1);
        assertThat(rows(keycloak, realm, "LOGIN")).isEqualTo(4);
        assertThat(retention(rbac).path("holds").asInt()).isEqualTo(1);
        assertThat(rbac.admin()
                        .get("/activity?type=HOLD_PLACED")
                        .json()
                        .get(0)
                        .at("/changes/reason/new")
                        .asText())
                .isEqualTo("Case 7");

        rbac.member("w1", ben, "admin");
        realm.rbac(ben).get("/audit/retention").expect(403, "ACCESS_DENIED");
        realm.rbac(ben).get("/audit/retention/holds").expect(403, "ACCESS_DENIED");
        realm.rbac(ben)
                .delete("/audit/retention/holds/" + hold.path("id").asText())
                .expect(403, "ACCESS_DENIED");
        rbac.admin()
                .post("/audit/retention/holds", Map.of("kind", "PERSON", "reason", "Case 8"))
                .expect(400, "INVALID_REQUEST");

        rbac.admin()
                .delete("/audit/retention/holds/" + hold.path("id").asText())
                .expect(204);
        rbac.admin()
                .delete("/audit/retention/holds/" + hold.path("id").asText())
                .expect(404, "HOLD_NOT_FOUND");
        await().atMost(LIMIT).until(() -> purged(rbac).size() == 2);
        // His own login is new.
        assertThat(old(keycloak, realm)).isZero();
        seal(rbac);
        verified(rbac);
        assertThat(rbac.admin().get("/audit/retention/holds").json().get(0).has("liftedAt"))
                .isTrue();
    }

    @Test
    void rowsWaitForASinkThatIsAway(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answer(delivery -> 503);
            String host = keycloak.hostFromServer() + ":" + receiver.port();
            rbac.admin()
                    .put("/settings", Map.of("sinkAllowList", List.of(host)))
                    .expect(200);
            seal(rbac);
            String sink = rbac.admin()
                    .post("/audit/sinks", Map.of("name", "Siem", "kind", "WEBHOOK", "url", "http://" + host))
                    .expect(201)
                    .json()
                    .path("id")
                    .asText();
            old(keycloak, realm, "LOGIN", 2, 5, null);
            seal(rbac);
            keep(rbac, Map.of("loginDays", 1));
            await().atMost(LIMIT)
                    .until(() -> retention(rbac).path("obstacle").asText().equals("CHANGE_NOT_DELIVERED"));
            assertThat(retention(rbac).path("waitingFor").get(0).asText()).isEqualTo("Siem");
            assertThat(old(keycloak, realm)).isEqualTo(5);
            receiver.answer(delivery -> 204);
            rbac.admin().put("/audit/sinks/" + sink, Map.of("enabled", true)).expect(200);
            rbac.admin()
                    .post("/audit/sinks/" + sink + "/replay", Map.of("after", 0))
                    .expect(200);
            await().atMost(LIMIT).until(() -> purged(rbac).size() == 1);
            assertThat(old(keycloak, realm)).isZero();
            assertThat(receiver.ids()).hasSizeGreaterThan(5);
        }
    }

    @Test
    @Tag("OWU-29")
    void twoNodesTakeEachRowAwayOnce(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        old(keycloak, realm, "LOGIN", 2, 5_000, null);
        seal(rbac);
        try (KeycloakUnderTest.Node second = keycloak.anotherNode("retention")) {
            assertThat(second.baseUrl()).isNotEmpty();
            keep(rbac, Map.of("loginDays", 1, "archive", true));
            await().atMost(LIMIT).until(() -> purged(rbac).size() == 1);
            assertThat(purged(rbac).get(0).at("/changes/rows/new").asInt()).isEqualTo(5_000);
            assertThat(rbac.admin().get("/audit/retention/archives").json()).hasSize(1);
            seal(rbac);
            verified(rbac);
        }
    }

    /** Rows that happened days ago, as if the server had run then. */
    private static void old(
            KeycloakUnderTest keycloak, TestRealm realm, String trailClass, int days, int count, String workspace) {
        String type = trailClass.equals("LOGIN") ? "LOGIN" : "ROLE_CREATED";
        long at = System.currentTimeMillis() - Duration.ofDays(days).toMillis();
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO KCW_AUDIT (ID, REALM_ID, OCCURRED_AT, ACTIVITY, CLASS, ACTOR_NAME, ACTOR_KIND, CAUSE,"
                                + " WORKSPACE_ID, TARGET_KIND, TARGET_ID, TARGET_NAME, CHANGES)"
                                + " VALUES (?, ?, ?, ?, ?, 'ada', 'USER', 'USER', ?, 'user', 'ada', 'ada', '{}')")) {
            String id = realm.id();
            for (int row = 0; row < count; row++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, id);
                insert.setLong(3, at);
                insert.setString(4, type);
                insert.setString(5, trailClass);
                insert.setString(6, workspace);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** How many rows are left that are older than a day. */
    private static int old(KeycloakUnderTest keycloak, TestRealm realm) {
        return count(
                keycloak,
                "SELECT COUNT(*) FROM KCW_AUDIT WHERE REALM_ID = ? AND OCCURRED_AT < ?",
                realm.id(),
                System.currentTimeMillis() - Duration.ofDays(1).toMillis());
    }

    private static int rows(KeycloakUnderTest keycloak, TestRealm realm, String trailClass) {
        return count(
                keycloak, "SELECT COUNT(*) FROM KCW_AUDIT WHERE REALM_ID = ? AND CLASS = ?", realm.id(), trailClass);
    }

    private static int count(KeycloakUnderTest keycloak, String sql, Object... values) {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int value = 0; value < values.length; value++) {
                select.setObject(value + 1, values[value]);
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void keep(Rbac rbac, Map<String, ?> retention) {
        JsonNode answer = rbac.admin()
                .put("/settings", Map.of("retention", new HashMap<>(retention)))
                .expect(200)
                .json()
                .path("retention");
        retention.forEach((name, value) ->
                assertThat(answer.path(name).asText()).describedAs(name).isEqualTo(String.valueOf(value)));
    }

    private static void seal(Rbac rbac) {
        rbac.admin().post("/audit/checkpoints").expect(200);
    }

    private static JsonNode retention(Rbac rbac) {
        return rbac.admin().get("/audit/retention").expect(200).json();
    }

    private static JsonNode purged(Rbac rbac) {
        return rbac.admin().get("/activity?type=AUDIT_PURGED").expect(200).json();
    }

    /** How many rows were verified, all of them intact. */
    private static long verified(Rbac rbac) {
        JsonNode result = rbac.admin().get("/audit/verify").expect(200).json();
        assertThat(result.path("firstBroken").isMissingNode()
                        || result.path("firstBroken").isNull())
                .describedAs(result.toString())
                .isTrue();
        return result.path("verified").asLong();
    }
}
