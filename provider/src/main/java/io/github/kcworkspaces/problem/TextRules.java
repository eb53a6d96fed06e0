package io.github.kcworkspaces.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules for text that people and applications send. Collects what is wrong with a request and refuses it as a whole, so
 * that a form can show every field's error at once.
 */
public final class TextRules {

    /** What turns the direction of the text around it, and hides what really stands there. */
    private static final String TURNS = "\\u202A-\\u202E\\u2066-\\u2069";

    /** What takes no place on a screen, so that two names that look alike differ. */
    private static final String INVISIBLE =
            "\\u00AD\\u034F\\u061C\\u180E\\u200B\\u200E\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB";

    /** Letters of scripts without joiners, which others and emoji cannot do without. */
    private static final String NOT_JOINED = "\\p{ASCII}\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\u200C\\u200D";

    /** A joiner that joins nothing. */
    private static final String LOST_JOINER = "(?<![^" + NOT_JOINED + "])[\\u200C\\u200D](?![^" + NOT_JOINED + "])";

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}" + TURNS + INVISIBLE + "]|" + LOST_JOINER);

    private static final Pattern FORBIDDEN_IN_PROSE = Pattern.compile("[\\p{Cc}\\p{Cs}" + TURNS + "&&[^\\n\\t]]");

    private final List<Violation> violations = new ArrayList<>();

    /** A name: 1 to 100 characters, not blank, one line. */
    public TextRules name(String field, @Nullable String value) {
        return required(field, value, 100);
    }

    /** A value of one line that must be there. */
    public TextRules required(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank()) {
            return violation(field, "is required");
        }
        return optional(field, value, maxLength);
    }

    /** A value of one line that may be absent. */
    public TextRules optional(String field, @Nullable String value, int maxLength) {
        return text(field, value, maxLength, FORBIDDEN);
    }

    /** A description: line breaks allowed. */
    public TextRules prose(String field, @Nullable String value, int maxLength) {
        return text(field, value, maxLength, FORBIDDEN_IN_PROSE);
    }

    public TextRules matches(String field, @Nullable String value, Pattern pattern, String message) {
        if (value != null && !pattern.matcher(value).matches()) {
            violation(field, message);
        }
        return this;
    }

    public TextRules check(boolean fine, String field, String message) {
        return fine ? this : violation(field, message);
    }

    public TextRules violation(String field, String message) {
        violations.add(new Violation(field, message));
        return this;
    }

    /** Refuses with {@link ProblemCode#INVALID_REQUEST} if anything was wrong. */
    public void enforce() {
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new Problem(ProblemCode.INVALID_REQUEST, first.field() + " " + first.message(), violations, Map.of());
        }
    }

    private TextRules text(String field, @Nullable String value, int maxLength, Pattern forbidden) {
        if (value == null) {
            return this;
        }
        if (value.codePointCount(0, value.length()) > maxLength) {
            return violation(field, "is longer than " + maxLength + " characters");
        }
        if (forbidden.matcher(value).find()) {
            return violation(field, "contains control characters, or invisible ones");
        }
        return this;
    }
}
