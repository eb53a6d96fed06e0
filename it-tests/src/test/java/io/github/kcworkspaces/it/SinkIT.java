package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.WebhookReceiver;
import io.github.kcworkspaces.it.support.WebhookReceiver.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the audit trail is delivered to. */
@OnKeycloak
class SinkIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aWebhookGetsVerifiedEventsInOrderAcrossARestartAndAnOutage(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            JsonNode sink = webhook(rbac, receiver, "Siem", Map.of());
            String secret = sink.path("secret").asText();
            String id = sink.path("id").asText();
            assertThat(secret).startsWith("whsec_");
            roles(rbac, "before", 5);
            await().atMost(LIMIT).until(() -> receiver.deliveries().size() >= 5);
            receiver.answer(delivery -> 503);
            roles(rbac, "during", 5);
            await().atMost(LIMIT)
                    .until(() -> status(rbac, id).path("state").asText().equals("RETRYING"));
            assertThat(status(rbac, id).path("lastError").asText()).isEqualTo("HTTP 503");
            assertThat(status(rbac, id).path("lag").asLong()).isPositive();

            int mark = keycloak.log().mark();
            keycloak.restart();
            assertThat(keycloak.log().since(mark))
                    .as("a server that stops leaves no claim")
                    .noneMatch(line -> line.contains("was given up for now"));
            roles(rbac, "after", 5);
            receiver.answer(delivery -> 204);

            await().atMost(LIMIT).until(() -> names(receiver).contains("after 5"));
            List<String> ids = receiver.ids();
            assertThat(new ArrayList<>(new LinkedHashSet<>(ids))).isEqualTo(sealed(rbac, ids.get(ids.size() - 1)));
            assertThat(Set.copyOf(ids)).hasSizeGreaterThanOrEqualTo(15);
            assertThat(receiver.deliveries()).allMatch(delivery -> delivery.isVerified(secret));
            assertThat(receiver.deliveries())
                    .noneMatch(delivery -> delivery.isVerified("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
            await().atMost(LIMIT).until(() -> status(rbac, id).path("lag").asLong() == 0);
            assertThat(status(rbac, id).path("state").asText()).isEqualTo("OK");
            assertThat(metrics(keycloak)).contains("workspaces_sink_delivered_total", "workspaces_sink_lag");
        }
    }

    @Test
    void aSinkThatHangsDelaysNoOther(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        try (WebhookReceiver silent = new WebhookReceiver();
                WebhookReceiver alive = new WebhookReceiver()) {
            silent.answer(delivery -> WebhookReceiver.SILENCE);
            allow(rbac, silent, alive);
            String hanging = create(rbac, url(rbac, silent), "Silent", Map.of())
                    .path("id")
                    .asText();
            create(rbac, url(rbac, alive), "Alive", Map.of());
            for (int round = 1; round <= 5; round++) {
                String role = "round " + round;
                roles(rbac, role, 1);
                await().atMost(Duration.ofSeconds(8)).until(() -> names(alive).contains(role + " 1"));
            }
            await().atMost(LIMIT)
                    .until(() -> status(rbac, hanging).path("state").asText().equals("RETRYING"));
            assertThat(status(rbac, hanging).path("lastError").asText()).isEqualTo("no answer in time");
        }
    }

    @Test
    void aPoisonEventWaitsAsideUntilItIsSentAgainAndAnEndIsAnEnd(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answer(delivery -> delivery.body().contains("poison 1") ? 400 : 204);
            String id = webhook(rbac, receiver, "Siem", Map.of("types", List.of("ROLE_*")))
                    .path("id")
                    .asText();
            roles(rbac, "poison", 1);
            roles(rbac, "good", 1);
            await().atMost(LIMIT)
                    .until(() -> status(rbac, id).path("deadLetters").asLong() == 1);
            await().atMost(LIMIT).until(() -> names(receiver).contains("good 1"));
            RestCaller sink = rbac.admin().at("/audit/sinks/" + id);
            JsonNode letter = sink.get("/dead-letters").expect(200).json().get(0);
            assertThat(letter.path("type").asText()).isEqualTo("ROLE_CREATED");
            assertThat(letter.path("reason").asText()).isEqualTo("HTTP 400");

            receiver.answer(delivery -> 204);
            sink.post("/replay", Map.of("deadLetters", List.of())).expect(200);
            await().atMost(LIMIT)
                    .until(() -> status(rbac, id).path("deadLetters").asLong() == 0);
            assertThat(names(receiver)).endsWith("poison 1");
            int delivered = receiver.deliveries().size();
            sink.post("/replay", Map.of("after", letter.path("seq").asLong() - 1))
                    .expect(200);
            await().atMost(LIMIT).until(() -> receiver.deliveries().size() == delivered + 2);
            sink.post("/replay", Map.of()).expect(400, "INVALID_REQUEST");
            sink.post("/replay", Map.of("after", 1_000_000)).expect(400, "INVALID_REQUEST");

            receiver.answer(delivery -> 410);
            roles(rbac, "last", 1);
            await().atMost(LIMIT)
                    .until(() -> status(rbac, id).path("state").asText().equals("DISABLED"));
            assertThat(rbac.admin().get("/activity?type=SINK_SWITCHED_OFF").json())
                    .hasSize(1);
        }
    }

    @Test
    void secretsAreShownOnceAndWantedAgainForAnotherAddress(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        try (WebhookReceiver receiver = new WebhookReceiver();
                WebhookReceiver other = new WebhookReceiver()) {
            allow(rbac, receiver, other);
            JsonNode sink = create(rbac, url(rbac, receiver) + "/hook/path-canary", "Siem", Map.of());
            String secret = sink.path("secret").asText();
            RestCaller one = rbac.admin().at("/audit/sinks/" + sink.path("id").asText());
            one.put("", Map.of("url", url(rbac, other))).expect(400, "SECRET_REQUIRED");
            assertThat(other.deliveries()).isEmpty();
            String next = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            JsonNode rotated =
                    one.post("/secret", Map.of("secret", next)).expect(200).json();
            assertThat(rotated.has("secret")).isFalse();
            roles(rbac, "rotated", 1);
            await().atMost(LIMIT).until(() -> names(receiver).contains("rotated 1"));
            Delivery delivery = receiver.deliveries().get(receiver.deliveries().size() - 1);
            assertThat(delivery.isVerified(secret)).isTrue();
            assertThat(delivery.isVerified(next)).isTrue();
            String third = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
            one.put("", Map.of("url", url(rbac, other), "secret", third)).expect(200);
            assertThat(one.post("/test").expect(200).json().path("delivered").asBoolean())
                    .isTrue();
            assertThat(other.deliveries().get(0).isVerified(third)).isTrue();
            assertThat(other.deliveries().get(0).isVerified(next)).isFalse();

            String said = one.get("").expect(200).text()
                    + rbac.admin().get("/audit/sinks").expect(200).text()
                    + one.get("/status").expect(200).text()
                    + rbac.admin().get("/activity?max=1000").expect(200).text()
                    + export(rbac, "")
                    + keycloak.log().text();
            for (String canary : List.of(secret, next, third)) {
                assertThat(said).doesNotContain(canary.substring("whsec_".length()));
            }
            assertThat(rbac.admin().get("/activity?max=1000").text()).doesNotContain("path-canary");
        }
    }

    @Test
    void addressesOfTheInsideAreRefusedInTheSameWords(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        Set<String> words = new LinkedHashSet<>();
        for (String url : List.of(
                "http://127.0.0.1:9000/health",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/",
                "https://127.1/",
                "https://localhost/",
                "https://0.0.0.0/",
                "file:///etc/passwd",
                "https://user@example.org/")) {
            words.add(rbac.admin()
                    .post("/audit/sinks", Map.of("name", "X", "kind", "WEBHOOK", "url", url))
                    .expect(400, "URL_NOT_ALLOWED")
                    .json()
                    .path("detail")
                    .asText());
        }
        assertThat(words).hasSize(1);
        rbac.admin()
                .put("/settings", Map.of("sinkAllowList", List.of("169.254.169.254:80")))
                .expect(200);
        rbac.admin()
                .post(
                        "/audit/sinks",
                        Map.of("name", "X", "kind", "WEBHOOK", "url", "http://169.254.169.254/latest/meta-data"))
                .expect(400, "URL_NOT_ALLOWED");
        rbac.admin().put("/settings", Map.of("sinkAllowList", List.of("*:80"))).expect(400, "INVALID_REQUEST");
        rbac.admin()
                .post(
                        "/audit/sinks",
                        Map.of(
                                "name",
                                "X",
                                "kind",
                                "SPLUNK",
                                "url",
                                "https://example.org",
                                "secret",
                                "${vault.smtp-password}"))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void onlyWhoManagesTheWorkspacesOfTheRealmSetsSinks(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "admin");
        RestCaller asBen = realm.rbac(ben);
        String id = create(rbac, null, "Log", Map.of("kind", "LOG")).path("id").asText();
        for (String path : List.of("/audit/sinks", "/audit/sinks/" + id, "/audit/sinks/" + id + "/status")) {
            asBen.get(path).expect(403, "ACCESS_DENIED");
        }
        asBen.post("/audit/sinks", Map.of("name", "Mine", "kind", "LOG")).expect(403, "ACCESS_DENIED");
        asBen.delete("/audit/sinks/" + id).expect(403, "ACCESS_DENIED");
        rbac.admin().get("/audit/sinks/unknown").expect(404, "SINK_NOT_FOUND");
        rbac.admin().post("/audit/sinks", Map.of("name", "lOG", "kind", "LOG")).expect(409, "SINK_NAME_TAKEN");
        rbac.admin().put("/audit/sinks/" + id, Map.of("kind", "OTLP")).expect(400, "INVALID_REQUEST");
        rbac.admin().delete("/audit/sinks/" + id).expect(204);
    }

    @Test
    @Tag("OWU-26")
    @Tag("OWU-34")
    void theServersLogHasOneLineOfJsonForEachEvent(KeycloakUnderTest keycloak, TestRealm realm) throws IOException {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        int mark = keycloak.log().mark();
        JsonNode sink =
                create(rbac, null, "Log", Map.of("kind", "LOG", "types", List.of("WORKSPACE_*"), "workspace", "w1"));
        rbac.admin()
                .put("/workspaces/w1", Map.of("name", "Grüße", "description", "one\ntwo {\"fake\":1}"))
                .expect(200);
        await().atMost(LIMIT).until(() -> !logged(keycloak, mark).isEmpty());
        List<JsonNode> lines = logged(keycloak, mark);
        assertThat(lines).hasSize(1);
        JsonNode row = rbac.admin().get("/workspaces/w1/activity").json().get(0);
        assertThat(lines.get(0).path("id").asText()).isEqualTo(row.path("id").asText());
        assertThat(lines.get(0).at("/changes/name/new").asText()).isEqualTo("Grüße");
        assertThat(lines.get(0).at("/changes/description/new").asText()).isEqualTo("one\ntwo {\"fake\":1}");
        rbac.admin().delete("/audit/sinks/" + sink.path("id").asText()).expect(204);
    }

    @Test
    @Tag("OWU-27")
    void requestsAreCountedByOperation(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", Rbac.Grant.onType("chatflow", "view"));
        rbac.member("w1", ben, "viewer");
        String flow = rbac.resource("w1", "chatflow", "c1");
        assertThat(flow).isNotEmpty();
        double before = counted(keycloak, "evaluate", "2xx");
        for (int call = 0; call < 7; call++) {
            rbac.decides(ben, "view", "w1", "chatflow", "c1");
        }
        assertThat(counted(keycloak, "evaluate", "2xx") - before).isEqualTo(7);
        double refused = counted(keycloak, "users-read", "4xx");
        realm.rbac(ben).get("/users").expect(403, "ACCESS_DENIED");
        assertThat(counted(keycloak, "users-read", "4xx") - refused).isEqualTo(1);
    }

    private static double counted(KeycloakUnderTest keycloak, String operation, String status) {
        return metrics(keycloak)
                .lines()
                .filter(line -> line.startsWith("workspaces_api_requests_total{")
                        && line.contains("operation=\"" + operation + "\"")
                        && line.contains("status=\"" + status + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<JsonNode> logged(KeycloakUnderTest keycloak, int mark) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        for (String line : keycloak.log().since(mark)) {
            if (line.contains("[io.github.kcworkspaces.audit]")) {
                events.add(json.readTree(line.substring(line.indexOf('{'))));
            }
        }
        return events;
    }

    private static String metrics(KeycloakUnderTest keycloak) {
        return new RestCaller(keycloak.managementUrl(), null)
                .get("/metrics")
                .expect(200)
                .text();
    }

    private static JsonNode webhook(Rbac rbac, WebhookReceiver receiver, String name, Map<String, ?> more) {
        allow(rbac, receiver);
        return create(rbac, url(rbac, receiver), name, more);
    }

    private static void allow(Rbac rbac, WebhookReceiver... receivers) {
        List<String> list = new ArrayList<>();
        for (WebhookReceiver receiver : receivers) {
            list.add(rbac.realm().keycloak().hostFromServer() + ":" + receiver.port());
        }
        rbac.admin().put("/settings", Map.of("sinkAllowList", list)).expect(200);
    }

    private static String url(Rbac rbac, WebhookReceiver receiver) {
        return "http://" + rbac.realm().keycloak().hostFromServer() + ":" + receiver.port();
    }

    private static JsonNode create(Rbac rbac, String url, String name, Map<String, ?> more) {
        Map<String, Object> sink = new java.util.LinkedHashMap<>();
        sink.put("name", name);
        sink.put("kind", "WEBHOOK");
        if (url != null) {
            sink.put("url", url);
        }
        sink.putAll(more);
        // What was done before is sealed first: a sink gets what comes after it.
        rbac.admin().post("/audit/checkpoints");
        return rbac.admin().post("/audit/sinks", sink).expect(201).json();
    }

    private static JsonNode status(Rbac rbac, String id) {
        return rbac.admin().get("/audit/sinks/" + id + "/status").expect(200).json();
    }

    private static void roles(Rbac rbac, String name, int count) {
        for (int number = 1; number <= count; number++) {
            rbac.admin()
                    .post("/roles", Map.of("name", name + " " + number, "description", "x"))
                    .expect(201);
        }
    }

    private static List<String> names(WebhookReceiver receiver) {
        return receiver.deliveries().stream()
                .map(delivery -> delivery.json().at("/data/target/name").asText())
                .toList();
    }

    /** Ids of what was sealed from the creation of the sink on, up to a row. */
    private static List<String> sealed(Rbac rbac, String last) {
        List<String> ids = new ArrayList<>();
        boolean since = false;
        for (String line : export(rbac, "").lines().toList()) {
            JsonNode row = read(line).path("row");
            since |= row.path("type").asText().equals("SINK_CREATED");
            if (since && !row.isMissingNode()) {
                ids.add(row.path("id").asText());
            }
            if (row.path("id").asText().equals(last)) {
                return ids;
            }
        }
        throw new AssertionError("not sealed: " + last);
    }

    private static String export(Rbac rbac, String query) {
        return rbac.admin().get("/audit/export" + query).expect(200).text();
    }

    private static JsonNode read(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
