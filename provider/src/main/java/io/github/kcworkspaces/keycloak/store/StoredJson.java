package io.github.kcworkspaces.keycloak.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.resource.Presentation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** JSON in columns. */
final class StoredJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Shape<Map<String, Object>> OBJECT = Shape.of(new TypeReference<>() {});
    private static final Shape<List<Map<String, Object>>> OBJECTS = Shape.of(new TypeReference<>() {});
    private static final Shape<List<String>> TEXTS = Shape.of(new TypeReference<>() {});
    private static final Shape<Map<String, Set<String>>> SETS = Shape.of(new TypeReference<>() {});
    private static final Shape<Presentation> PRESENTATION = Shape.of(new TypeReference<>() {});
    private static final Shape<Map<String, Map<String, Object>>> CHANGES = Shape.of(new TypeReference<>() {});

    /** How values of a type are read: worked out once, not for each value. */
    private record Shape<T>(ObjectReader reader) {

        static <T> Shape<T> of(TypeReference<T> type) {
            return new Shape<>(MAPPER.readerFor(type));
        }

        T read(String json) {
            try {
                return reader.readValue(json);
            } catch (JsonProcessingException failure) {
                throw new IllegalStateException("unreadable JSON in the database", failure);
            }
        }
    }

    private StoredJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not to be written as JSON", failure);
        }
    }

    static Map<String, Object> object(@Nullable String json) {
        return json == null || json.equals("{}") ? Map.of() : OBJECT.read(json);
    }

    static List<Map<String, Object>> objects(String json) {
        return OBJECTS.read(json);
    }

    static @Nullable String write(Presentation presentation) {
        return presentation.equals(Presentation.NONE) ? null : write((Object) presentation);
    }

    static Presentation presentation(@Nullable String json) {
        return json == null ? Presentation.NONE : PRESENTATION.read(json);
    }

    static List<String> texts(String json) {
        return TEXTS.read(json);
    }

    static Map<String, Set<String>> sets(String json) {
        return SETS.read(json);
    }

    static String write(Map<String, Set<String>> sets) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        sets.forEach((key, set) -> sorted.put(key, new TreeSet<>(set)));
        return write((Object) sorted);
    }

    static String writeChanges(Map<String, Changes.Change> changes) {
        Map<String, Object> fields = new TreeMap<>();
        changes.forEach((name, change) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("old", change.oldValue());
            values.put("new", change.newValue());
            fields.put(name, values);
        });
        return write((Object) fields);
    }

    static Map<String, Changes.Change> changes(String json) {
        Map<String, Changes.Change> changes = new LinkedHashMap<>();
        Map<String, Map<String, Object>> stored = CHANGES.read(json);
        stored.forEach((name, values) -> changes.put(name, new Changes.Change(values.get("old"), values.get("new"))));
        return changes;
    }
}
