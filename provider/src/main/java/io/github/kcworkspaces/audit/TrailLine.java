package io.github.kcworkspaces.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sealed row as one line of an export in the native format: canonical JSON {@code {"hash", "parts": {"actor": {"salt",
 * "value"}, …}, "row": {…}}}. {@code row} is exactly what the hash covers. A part that was forgotten says {@code "salt": null}
 * and the placeholders that took its place.
 */
public final class TrailLine {

    private TrailLine() {}

    public static String of(SealedRow row) {
        return CanonicalJson.write(members(row));
    }

    /** The members of the line. */
    public static Map<String, Object> members(SealedRow row) {
        Map<String, Object> parts = new TreeMap<>();
        row.parts().forEach((part, how) -> {
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("salt", how.salt());
            values.put("value", RowHash.value(part, row.activity()));
            parts.put(part.key(), values);
        });
        Map<String, Object> line = new TreeMap<>();
        line.put("hash", row.hash());
        line.put("parts", parts);
        line.put("row", RowHash.content(row.seq(), row.previous(), row.parts(), row.activity()));
        return line;
    }
}
