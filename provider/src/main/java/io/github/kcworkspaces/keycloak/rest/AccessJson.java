package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.keycloak.file.SyntaxError;
import io.github.kcworkspaces.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of AuthZEN requests. Unlike in all other bodies, members that are not known are ignored; and whatever is
 * wrong is refused with 400, the content type too.
 */
final class AccessJson {

    private AccessJson() {}

    /**
     * @param contentType as the request names it; null when it names none
     * @param length of the body, as the request says; null when it says nothing
     * @return an object
     * @throws Problem {@code INVALID_REQUEST}, {@code TOO_LARGE}
     */
    static JsonNode read(@Nullable InputStream body, @Nullable String contentType, @Nullable String length) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
            throw RequestRules.malformed("the body must be application/json");
        }
        try {
            byte[] bytes = JsonBody.bytes(body, JsonBody.MOST_BYTES, length);
            JsonNode tree = Json.MAPPER.readTree(bytes);
            JsonBody.hasNoNul(tree, bytes);
            if (!tree.isObject()) {
                throw RequestRules.malformed("the body must be an object");
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw RequestRules.malformed("the body " + SyntaxError.describe(malformed));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A member that must be an object. */
    static JsonNode object(JsonNode parent, String name, String path) {
        JsonNode node = optional(parent, name, path);
        if (node == null) {
            throw RequestRules.invalid(path + name, "is required");
        }
        return node;
    }

    /** A member that must be an object if it is there. */
    static @Nullable JsonNode optional(JsonNode parent, String name, String path) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw RequestRules.invalid(path + name, "must be an object");
        }
        return node;
    }

    /** A member that must be a string. */
    static String text(JsonNode parent, String name, String path) {
        String text = optionalText(parent, name, path);
        if (text == null) {
            throw RequestRules.invalid(path + name, "is required");
        }
        return text;
    }

    /** A member that must be a string if it is there. */
    static @Nullable String optionalText(JsonNode parent, String name, String path) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw RequestRules.invalid(path + name, "must be a string");
        }
        return node.textValue();
    }

    /** The members that conditions can look at. */
    static Map<String, Object> values(@Nullable JsonNode object) {
        if (object == null || object.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            Object value = value(member.getValue());
            if (value != null) {
                values.put(member.getKey(), value);
            }
        });
        return values;
    }

    /** Conditions compare strings, numbers, booleans and lists of them; nothing else can match, so it is left out. */
    private static @Nullable Object value(JsonNode node) {
        if (node.isArray()) {
            List<Object> several = new ArrayList<>();
            node.forEach(one -> {
                Object value = one.isArray() ? null : value(one);
                if (value != null) {
                    several.add(value);
                }
            });
            return several;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : null;
    }
}
