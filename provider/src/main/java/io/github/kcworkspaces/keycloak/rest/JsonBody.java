package io.github.kcworkspaces.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.kcworkspaces.keycloak.file.SyntaxError;
import io.github.kcworkspaces.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of requests, strictly: unknown members are refused all at once with their paths, and so is a wrong type with
 * the path of the member that has it.
 */
final class JsonBody {

    static final int MOST_BYTES = 1024 * 1024;
    static final int MOST_BULK_BYTES = 4 * 1024 * 1024;
    static final int MOST_CONFIG_BYTES = 10 * 1024 * 1024;

    /** Below what Keycloak's HTTP server takes, which breaks the connection instead of telling a reason. */
    static final int MOST_UPLOAD_BYTES = 10_000_000;

    /** As much as that server takes. */
    static final int MOST_SHEET_BYTES = 10 * 1024 * 1024;

    /** Lengths below 100,000, which fit into memory in any case. */
    private static final Pattern SHORT = Pattern.compile("[0-9]{1,5}");

    private static final Set<String> JSON_TYPES = Set.of("application/json");
    private static final Set<String> YAML_TYPES = Set.of("application/yaml", "application/x-yaml", "text/yaml");

    /** None that a form of another site can send. */
    private static final Set<String> SHEET_TYPES = new java.util.TreeSet<>(Set.of(
            "text/csv",
            "text/tab-separated-values",
            "application/csv",
            "application/octet-stream",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    private JsonBody() {}

    /**
     * @param contentType as the request names it; null when it names none
     * @throws Problem {@code UNSUPPORTED_MEDIA_TYPE}, {@code TOO_LARGE}, {@code INVALID_REQUEST}, {@code UNKNOWN_MEMBER}
     */
    static <T> T read(@Nullable InputStream body, @Nullable String contentType, Class<T> type) {
        RequestRules.mediaTypeIs(contentType, JSON_TYPES);
        return read(Json.MAPPER, bytes(body, MOST_BYTES), type);
    }

    /** As {@link #read}, for bodies with thousands of entries. */
    static <T> T readBulk(@Nullable InputStream body, @Nullable String contentType, Class<T> type) {
        RequestRules.mediaTypeIs(contentType, JSON_TYPES);
        return read(Json.MAPPER, bytes(body, MOST_BULK_BYTES), type);
    }

    /** As {@link #read}, and takes YAML too; for whole files. */
    static <T> T readFile(@Nullable InputStream body, @Nullable String contentType, Class<T> type) {
        Set<String> accepted = new java.util.TreeSet<>(JSON_TYPES);
        accepted.addAll(YAML_TYPES);
        RequestRules.mediaTypeIs(contentType, accepted);
        boolean yaml = contentType != null && contentType.contains("yaml");
        return read(yaml ? Json.YAML : Json.MAPPER, bytes(body, MOST_CONFIG_BYTES), type);
    }

    /** A whole file of JSON, not read yet. */
    static byte[] upload(@Nullable InputStream body, @Nullable String contentType) {
        RequestRules.mediaTypeIs(contentType, JSON_TYPES);
        return bytes(body, MOST_UPLOAD_BYTES);
    }

    /** A whole spreadsheet. What it really is, its content says: systems name CSV in many ways. */
    static byte[] sheet(@Nullable InputStream body, @Nullable String contentType) {
        RequestRules.mediaTypeIs(contentType, SHEET_TYPES);
        return bytes(body, MOST_SHEET_BYTES);
    }

    /** The body as it came; never empty. */
    static byte[] bytes(@Nullable InputStream body, int most) {
        return bytes(body, most, null);
    }

    /**
     * The same.
     *
     * @param length what the request says of it; null when it says nothing
     */
    static byte[] bytes(@Nullable InputStream body, int most, @Nullable String length) {
        try {
            byte[] bytes = body == null ? new byte[0] : read(body, most, length);
            if (bytes.length > most) {
                throw RequestRules.tooLarge(most);
            }
            if (bytes.length == 0) {
                throw RequestRules.emptyBody();
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * A short body is read up to its last byte and not beyond: that nothing follows, the HTTP server tells by another
     * thread, and to wait for it costs more than to read.
     */
    private static byte[] read(InputStream body, int most, @Nullable String length) throws IOException {
        if (length == null || !SHORT.matcher(length).matches()) {
            return body.readNBytes(most + 1);
        }
        byte[] bytes = new byte[Integer.parseInt(length)];
        int read = body.readNBytes(bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    static void isEmpty(@Nullable InputStream body) {
        try {
            if (body != null && body.read() >= 0) {
                throw RequestRules.malformed("a body and the parameter exclude each other");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <T> T read(ObjectMapper mapper, byte[] body, Class<T> type) {
        T value;
        try {
            JsonNode tree = mapper.readTree(body);
            hasNoNul(tree, body);
            List<String> unknown = new ArrayList<>();
            unknown(tree, type, "", unknown);
            RequestRules.noneIsUnknown(unknown);
            value = mapper.treeToValue(tree, type);
        } catch (JsonMappingException mismatch) {
            throw mismatch(mismatch);
        } catch (JsonProcessingException malformed) {
            throw RequestRules.malformed("the body " + SyntaxError.describe(malformed));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (value == null) {
            throw RequestRules.malformed("the body must be an object");
        }
        return value;
    }

    /**
     * No text can hold NUL: PostgreSQL has no way to store it or to look for it. In JSON it can only be written with a
     * backslash, which most bodies do without.
     */
    static void hasNoNul(JsonNode tree, byte[] body) {
        for (byte one : body) {
            if (one == '\\') {
                hasNoNul(tree);
                return;
            }
        }
    }

    private static void hasNoNul(JsonNode node) {
        if (node.isTextual()) {
            RequestRules.textHasNoNul(node.textValue());
        }
        node.fieldNames().forEachRemaining(RequestRules::textHasNoNul);
        node.forEach(JsonBody::hasNoNul);
    }

    /** A number beyond the range of its type has no target type: it is told by what caused it. */
    private static Problem mismatch(JsonMappingException mismatch) {
        String path = path(mismatch.getPath());
        Class<?> wanted = mismatch instanceof MismatchedInputException typed
                ? typed.getTargetType()
                : mismatch.getCause() instanceof InputCoercionException coercion ? coercion.getTargetType() : null;
        return path.isEmpty()
                ? RequestRules.malformed("the body must be an object, and nothing may follow it")
                : RequestRules.invalid(path, "must be " + name(wanted));
    }

    private static String name(@Nullable Class<?> wanted) {
        if (wanted == null) {
            return "of another type";
        }
        if (wanted == String.class) {
            return "a string";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return "a whole number";
        }
        return Iterable.class.isAssignableFrom(wanted) ? "an array" : "an object";
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            String field = reference.getFieldName();
            if (field == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(field);
            }
        }
        return path.toString();
    }

    /** All members that the type does not have, at any depth, in the order of the body. */
    private static void unknown(JsonNode node, Type type, String path, List<String> found) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class && node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                unknown(node.get(index), list.getActualTypeArguments()[0], path + "[" + index + "]", found);
            }
        } else if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
            Map<String, Type> members = new HashMap<>();
            for (RecordComponent component : record.getRecordComponents()) {
                members.put(component.getName(), component.getGenericType());
            }
            node.properties().forEach(member -> {
                String at = (path.isEmpty() ? "" : path + ".") + member.getKey();
                Type known = members.get(member.getKey());
                if (known == null) {
                    found.add(at);
                } else {
                    unknown(member.getValue(), known, at, found);
                }
            });
        }
    }
}
