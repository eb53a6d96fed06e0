package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.id.UserId;
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
 * A question of an application (AuthZEN 1.0, 6.1). Unlike all other bodies, members that are not known are ignored.
 *
 * @param subject null when its type is none that can be known here: then the answer is no
 * @param workspace id or alias that the request names; null for none
 * @param explain whether the reason is wanted
 */
record EvaluationBody(
        @Nullable SubjectName subject,
        String action,
        Map<String, Object> actionProperties,
        String resourceType,
        String resourceId,
        Map<String, Object> resourceProperties,
        Map<String, Object> context,
        @Nullable String workspace,
        boolean explain) {

    private static final String WORKSPACE = "workspace";

    /** How a request names a user. */
    record SubjectName(Kind kind, String value) {

        enum Kind {
            ID,
            USERNAME,
            EMAIL
        }

        /** {@code id:…}, {@code username:…}, {@code email:…} or just an id. */
        static SubjectName of(String id) {
            for (Kind kind : Kind.values()) {
                String prefix = kind.name().toLowerCase(Locale.ROOT) + ":";
                if (id.startsWith(prefix)) {
                    return new SubjectName(kind, id.substring(prefix.length()));
                }
            }
            return new SubjectName(Kind.ID, id);
        }
    }

    /**
     * @param contentType as the request names it; null when it names none
     * @throws Problem {@code INVALID_REQUEST}, {@code TOO_LARGE}
     */
    static EvaluationBody read(@Nullable InputStream body, @Nullable String contentType) {
        if (contentType == null || !contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw RequestRules.malformed("the body must be application/json");
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(JsonBody.bytes(body, JsonBody.MOST_BYTES));
            JsonBody.hasNoNul(tree);
            return of(tree);
        } catch (JsonProcessingException malformed) {
            throw RequestRules.malformed("the body cannot be read: " + malformed.getOriginalMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static EvaluationBody of(JsonNode root) {
        if (!root.isObject()) {
            throw RequestRules.malformed("the body must be an object");
        }
        JsonNode subject = object(root, "subject", "");
        String subjectType = text(subject, "type", "subject.");
        String subjectId = text(subject, "id", "subject.");
        optional(subject, "properties", "subject.");
        JsonNode action = object(root, "action", "");
        JsonNode resource = object(root, "resource", "");
        JsonNode properties = optional(resource, "properties", "resource.");
        JsonNode context = optional(root, "context", "");
        JsonNode options = optional(root, "options", "");
        return new EvaluationBody(
                subjectType.equals("user") || subjectType.equals("identity") ? SubjectName.of(subjectId) : null,
                text(action, "name", "action."),
                values(optional(action, "properties", "action.")),
                text(resource, "type", "resource."),
                text(resource, "id", "resource."),
                values(properties),
                values(context),
                workspace(context, properties),
                options != null && options.path("explain").asBoolean(false));
    }

    boolean hasAttributes() {
        return !actionProperties.isEmpty() || !resourceProperties.isEmpty() || !context.isEmpty();
    }

    /**
     * @param inPath workspace that the path names, which wins; null for none
     * @param trusted whether the attributes that were sent count (rule P6)
     */
    Request request(@Nullable String inPath, UserId user, boolean trusted) {
        return new Request(
                inPath == null ? workspace : inPath,
                user,
                action,
                resourceType,
                resourceId,
                trusted ? resourceProperties : Map.of(),
                trusted ? actionProperties : Map.of(),
                trusted ? context : Map.of());
    }

    private static @Nullable String workspace(@Nullable JsonNode context, @Nullable JsonNode properties) {
        if (context != null && context.path(WORKSPACE).isTextual()) {
            return context.path(WORKSPACE).textValue();
        }
        return properties != null && properties.path(WORKSPACE).isTextual()
                ? properties.path(WORKSPACE).textValue()
                : null;
    }

    private static JsonNode object(JsonNode parent, String name, String path) {
        JsonNode node = optional(parent, name, path);
        if (node == null) {
            throw RequestRules.invalid(path + name, "is required");
        }
        return node;
    }

    private static @Nullable JsonNode optional(JsonNode parent, String name, String path) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw RequestRules.invalid(path + name, "must be an object");
        }
        return node;
    }

    private static String text(JsonNode parent, String name, String path) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            throw RequestRules.invalid(path + name, "is required");
        }
        if (!node.isTextual()) {
            throw RequestRules.invalid(path + name, "must be a string");
        }
        return node.textValue();
    }

    private static Map<String, Object> values(@Nullable JsonNode object) {
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
