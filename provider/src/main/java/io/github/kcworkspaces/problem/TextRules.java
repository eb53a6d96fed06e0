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

    /** Control characters, unpaired surrogates and the bidirectional overrides that make one name look like another. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern FORBIDDEN_IN_PROSE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

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
            return violation(field, "contains control characters");
        }
        return this;
    }
}
