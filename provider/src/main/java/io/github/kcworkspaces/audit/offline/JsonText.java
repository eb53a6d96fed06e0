package io.github.kcworkspaces.audit.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259) into maps, lists, strings, numbers and booleans. A name that comes twice is refused. */
final class JsonText {

    private static final int DEEPEST = 64;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException for what is no JSON */
    static @Nullable Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) {
            throw json.wrong();
        }
        return value;
    }

    /** @throws IllegalArgumentException for what is no JSON object */
    static Map<?, ?> object(String text) {
        if (read(text) instanceof Map<?, ?> members) {
            return members;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private @Nullable Object value() {
        space();
        char first = peek();
        if (first == '{' || first == '[') {
            depth++;
            if (depth > DEEPEST) {
                throw wrong();
            }
            Object nested = first == '{' ? members() : items();
            depth--;
            return nested;
        }
        return switch (first) {
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return members;
        }
        do {
            space();
            if (peek() != '"') {
                throw wrong();
            }
            String name = string();
            space();
            expect(':');
            if (members.containsKey(name)) {
                throw wrong();
            }
            members.put(name, value());
            space();
        } while (goesOn('}'));
        return members;
    }

    private List<@Nullable Object> items() {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return items;
        }
        do {
            items.add(value());
            space();
        } while (goesOn(']'));
        return items;
    }

    private boolean goesOn(char end) {
        char next = peek();
        at++;
        if (next != ',' && next != end) {
            throw wrong();
        }
        return next == ',';
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (peek() != '"') {
            char character = text.charAt(at);
            at++;
            if (character < ' ') {
                throw wrong();
            }
            string.append(character == '\\' ? escaped() : character);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char character = peek();
        at++;
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + HEX_DIGITS > text.length()) {
                    throw wrong();
                }
                int unit = Integer.parseInt(text, at, at + HEX_DIGITS, HEX);
                at += HEX_DIGITS;
                yield (char) unit;
            }
            default -> throw wrong();
        };
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        try {
            return digits.matches("-?\\d{1,15}") ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
        } catch (NumberFormatException notANumber) {
            throw wrong();
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char character) {
        if (peek() != character) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no JSON at character " + at);
    }
}
