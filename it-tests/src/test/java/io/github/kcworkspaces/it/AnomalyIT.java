package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.WebhookReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be an attack is told. */
@OnKeycloak
class AnomalyIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @Tag("OWU-28")
    void fiveFailedLoginsReachTheWebhookSignedAndAfterAnotherTry(KeycloakUnderTest keycloak, TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestClient app = realm.client("app");
        TestUser ben = realm.user("ben");
        AtomicInteger attempts = new AtomicInteger();
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answer(delivery -> attempts.incrementAndGet() == 1 ? 503 : 204);
            String host = keycloak.hostFromServer() + ":" + receiver.port();
            assertThat(rbac.admin()
                            .put("/settings", Map.of("sinkAllowList", List.of(host), "anomalyDetection", true))
                            .expect(200)
                            .json()
                            .path("anomalyDetection")
                            .asBoolean())
                    .isTrue();
            rbac.admin().post("/audit/checkpoints").expect(200);
            String secret = rbac.admin()
                    .post(
                            "/audit/sinks",
                            Map.of(
                                    "name",
                                    "Siem",
                                    "kind",
                                    "WEBHOOK",
                                    "url",
                                    "http://" + host,
                                    "types",
                                    List.of("ANOMALY_DETECTED")))
                    .expect(201)
                    .json()
                    .path("secret")
                    .asText();

            for (int failure = 1; failure <= 7; failure++) {
                realm.token(app, Map.of("grant_type", "password", "username", "ben", "password", "wrong"));
            }
            await().atMost(LIMIT).until(() -> anomalies(rbac).size() == 2);
            JsonNode found = anomalies(rbac);
            assertThat(found.findValuesAsText("new")).contains("BRUTE_FORCE_USER", "BRUTE_FORCE_ADDRESS");
            assertThat(found.toString()).contains(ben.id());
            await().atMost(LIMIT).until(() -> receiver.ids().stream().distinct().count() == 2 && attempts.get() >= 3);
            assertThat(receiver.deliveries()).allMatch(delivery -> delivery.isVerified(secret));
            assertThat(receiver.deliveries().get(0).json().path("type").asText())
                    .isEqualTo("ANOMALY_DETECTED");

            // Whom an administrator makes one is told each time.
            rbac.admin()
                    .at("/users/" + ben.id())
                    .patch("", Map.of("type", "ADMIN"))
                    .expect(200);
            await().atMost(LIMIT).until(() -> anomalies(rbac).toString().contains("ADMIN_PROMOTION"));
            assertThat(anomalies(rbac)).hasSize(3);
        }
    }

    private static JsonNode anomalies(Rbac rbac) {
        return rbac.admin().get("/activity?type=ANOMALY_DETECTED").expect(200).json();
    }
}
