package io.github.kcworkspaces.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The answer of a token endpoint that granted. */
public record Tokens(String access, String refresh, String id) {

    public static Tokens of(Answer answer) {
        JsonNode body = answer.expect(200).json();
        return new Tokens(
                body.path("access_token").asText(),
                body.path("refresh_token").asText(),
                body.path("id_token").asText());
    }

    public JsonNode accessClaims() {
        return claims(access);
    }

    public JsonNode idClaims() {
        return claims(id);
    }

    /** What a token says, its signature unread. */
    public static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new AssertionError("No JWT: " + token);
        }
        return RestCaller.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }
}
