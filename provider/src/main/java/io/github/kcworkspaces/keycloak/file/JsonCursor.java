package io.github.kcworkspaces.keycloak.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.kcworkspaces.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through JSON once, without a tree of it. No member occurs twice, nesting is bounded, nothing follows the value. */
final class JsonCursor {

    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads the value of a member or an item; the cursor stands on its first token. */
    @FunctionalInterface
    interface Value {
        void read(String name, String pointer);
    }

    private final JsonParser parser;

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Goes through the whole document. */
    static void read(byte[] json, Consumer<JsonCursor> work) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonCursor cursor = new JsonCursor(parser);
            cursor.next();
            work.accept(cursor);
            if (cursor.next() != null) {
                throw FileRules.wrongType("", "one value, and nothing may follow it");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** The members of the object that the cursor stands on; what the reader leaves is skipped. */
    void members(String pointer, Value value) {
        if (!isObject()) {
            throw FileRules.wrongType(pointer, "an object");
        }
        while (next() == JsonToken.FIELD_NAME) {
            String name = name();
            next();
            value(name, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), value);
        }
    }

    /** The items of the array that the cursor stands on, named by their indexes. */
    void items(String pointer, Value value) {
        if (!isArray()) {
            throw FileRules.wrongType(pointer, "an array");
        }
        int index = 0;
        while (next() != JsonToken.END_ARRAY) {
            String name = String.valueOf(index++);
            value(name, pointer + "/" + name, value);
        }
    }

    /** A string; null for JSON's null. */
    @Nullable
    String text(String pointer) {
        if (isNull()) {
            return null;
        }
        if (!isText()) {
            throw FileRules.wrongType(pointer, "a string");
        }
        try {
            return parser.getText();
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A truth value; null for JSON's null. */
    @Nullable
    Boolean flag(String pointer) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw FileRules.wrongType(pointer, "true or false");
        };
    }

    /** Reads the value, of which a reader that is not interested may leave all. */
    private void value(String name, String pointer, Value value) {
        JsonToken first = parser.currentToken();
        value.read(name, pointer);
        if (first != null && first.isStructStart() && parser.currentToken() == first) {
            skip();
        }
    }

    private void skip() {
        try {
            parser.skipChildren();
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Problem malformed(JsonProcessingException malformed) {
        return FileRules.malformed(parser.getParsingContext().pathAsPointer().toString(), malformed);
    }
}
