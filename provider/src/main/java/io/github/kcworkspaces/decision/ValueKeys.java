package io.github.kcworkspaces.decision;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Short keys of attribute values, by which a database finds the resources that have them. Values that conditions take for
 * equal have a key in common; the reverse is only likely, so whoever looks by keys still asks the engine.
 */
public final class ValueKeys {

    private static final int BYTES = 16;

    private ValueKeys() {}

    /** The keys of the value of an attribute: one, or one for each element. None for what conditions cannot look at. */
    public static Set<String> of(String attribute, @Nullable Object value) {
        Set<String> keys = new TreeSet<>();
        add(attribute, value, keys);
        return keys;
    }

    private static void add(String attribute, @Nullable Object value, Set<String> keys) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> add(attribute, one, keys));
        } else if (value instanceof Number number) {
            // As conditions compare them: by amount, whatever their type.
            keys.add(key(
                    attribute,
                    'n',
                    new BigDecimal(number.toString()).stripTrailingZeros().toString()));
        } else if (value instanceof String || value instanceof Boolean) {
            keys.add(key(attribute, value instanceof String ? 's' : 'b', value.toString()));
        }
    }

    private static String key(String attribute, char kind, String value) {
        byte[] text = (attribute + '\0' + kind + value).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
