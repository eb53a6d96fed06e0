package io.github.kcworkspaces.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the server answered. */
public record Answer(String request, int status, HttpHeaders headers, ByteBuffer content) {

    public String text() {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    public byte[] bytes() {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    public JsonNode json() {
        return RestCaller.read(text());
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The code of a problem; empty when there is none. */
    public String code() {
        return header("Content-Type").orElse("").contains("json")
                ? json().path("code").asText()
                : "";
    }

    /** Fails the test, with what the server said, unless it answered this. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError(request + " answered " + status + ", not " + expected + ": " + text());
        }
        return this;
    }

    /** The same for a refusal: its status and its code. */
    public Answer expect(int expected, String code) {
        expect(expected);
        if (!code.equals(code())) {
            throw new AssertionError(request + " answered code " + code() + ", not " + code + ": " + text());
        }
        return this;
    }
}
