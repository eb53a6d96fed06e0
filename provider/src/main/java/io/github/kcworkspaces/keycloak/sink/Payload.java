package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.audit.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON as it is sent: on one line, and the same for the same event however often it is written. */
final class Payload {

    private static final char LAST_PLAIN = '~';

    private Payload() {}

    static byte[] bytes(Map<String, ?> value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Map<String, ?> value) {
        return CanonicalJson.write(value);
    }

    /**
     * The same in plain ASCII: whatever reads it, line by line or on a terminal, nothing in it ends a line or moves a cursor.
     * In JSON everything beyond ASCII stands in a string, where it may be written so.
     */
    static String ascii(Map<String, ?> value) {
        String json = text(value);
        StringBuilder ascii = new StringBuilder(json.length() + 16);
        json.chars().forEach(character -> {
            if (character > LAST_PLAIN) {
                ascii.append(String.format("\\u%04x", character));
            } else {
                ascii.append((char) character);
            }
        });
        return ascii.toString();
    }
}
