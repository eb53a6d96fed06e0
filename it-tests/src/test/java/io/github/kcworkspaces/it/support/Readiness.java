package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for the server: it listens before it can be used. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private Readiness() {}

    static void await(String managementUrl, BooleanSupplier alive, ServerLog log) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            boolean ready = Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(
                            () -> !alive.getAsBoolean() ? Boolean.FALSE : answers(http, request) ? Boolean.TRUE : null,
                            answer -> answer != null);
            if (!ready) {
                throw new IllegalStateException("Keycloak ended while starting:\n" + log.tail(80));
            }
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("Keycloak is not ready after " + LIMIT + ":\n" + log.tail(80), e);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
