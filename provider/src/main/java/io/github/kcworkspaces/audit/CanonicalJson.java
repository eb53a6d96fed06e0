package io.github.kcworkspaces.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON of which there is one form for one value, as RFC 8785 demands: members by the UTF-16 units of their names, no
 * white space, the fewest escapes, numbers as ECMAScript writes them.
 */
public final class CanonicalJson {

    /** From here on neighbouring integers are the same number in JSON. */
    private static final long EXACT = 1L << 53;

    /** Letters of a line of an export, roughly. */
    private static final int USUAL_LENGTH = 1_500;

    private static final int FIRST_EXPONENT = 21;
    private static final int LAST_ZEROS = -6;
    private static final int DIGITS_OF_DOUBLE = 17;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    private CanonicalJson() {}

    /** @param value null, a string, boolean, number, list or map of them with strings as keys */
    public static String write(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.text.toString();
    }

    /** Strings first: most values are, and to be none of the interfaces takes longer to find out. */
    private void value(@Nullable Object value) {
        if (value instanceof String string) {
            string(string);
        } else if (value == null || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> list) {
            array(list);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> member : sorted(map).entrySet()) {
            text.append(before);
            string(String.valueOf(member.getKey()));
            text.append(':');
            value(member.getValue());
            before = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        if (map instanceof SortedMap<?, ?> already && already.comparator() == null) {
            return map;
        }
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
        return sorted;
    }

    private void array(Iterable<?> list) {
        text.append('[');
        String before = "";
        for (Object item : list) {
            text.append(before);
            value(item);
            before = ",";
        }
        text.append(']');
    }

    /** What needs no escape, which is mostly all of it, is taken over in one piece. */
    private void string(String value) {
        text.append('"');
        int taken = 0;
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(value, taken, index).append(escaped(character));
                taken = index + 1;
            }
        }
        text.append(value, taken, value.length()).append('"');
    }

    private static String escaped(char character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) character);
        };
    }

    private void number(Number number) {
        boolean whole = number instanceof Long || number instanceof Integer || number instanceof Short;
        if (whole && Math.abs(number.longValue()) <= EXACT) {
            text.append(number.longValue());
        } else {
            text.append(ecmaScript(number.doubleValue()));
        }
    }

    /** The fewest digits that mean this number, and no others; JDKs before 19 now and then print more. */
    private static String ecmaScript(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("JSON has no such number: " + number);
        }
        if (number == 0) {
            return "0";
        }
        String sign = number < 0 ? "-" : "";
        BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return sign + placed(digits, point);
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int precision = 1; precision < DIGITS_OF_DOUBLE; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact.round(new MathContext(DIGITS_OF_DOUBLE, RoundingMode.HALF_EVEN));
    }

    /** @param point after how many of the digits the decimal point stands */
    private static String placed(String digits, int point) {
        if (point > FIRST_EXPONENT || point <= LAST_ZEROS) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            int exponent = point - 1;
            return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }
}
