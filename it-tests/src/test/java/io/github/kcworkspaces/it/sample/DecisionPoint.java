package io.github.kcworkspaces.it.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Supplier;

/** Asks the decision API (AuthZEN Authorization API 1.0) where its metadata says that it is. */
final class DecisionPoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String evaluation;
    private final Supplier<String> token;

    /** @param token an access token of the application's own service account */
    DecisionPoint(String issuer, Supplier<String> token) {
        this.token = token;
        HttpRequest metadata = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/authzen-configuration"))
                .build();
        this.evaluation = json(metadata).path("access_evaluation_endpoint").asText();
    }

    boolean allows(String user, String action, String workspace, String flow) {
        Map<String, Object> question = Map.of(
                "subject", Map.of("type", "user", "id", user),
                "action", Map.of("name", action),
                "resource", Map.of("type", "chatflow", "id", flow),
                "context", Map.of("workspace", workspace));
        try {
            return json(HttpRequest.newBuilder(URI.create(evaluation))
                            .header("Authorization", "Bearer " + token.get())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)))
                            .build())
                    .path("decision")
                    .asBoolean(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
