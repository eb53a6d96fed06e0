package io.github.kcworkspaces.member;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whether any of some values is the one that is looked for, or matches a pattern as a whole. However many values there are,
 * however long they are and whatever the pattern is: the work is bounded.
 */
public final class ValueMatch {

    public static final int MOST_VALUES = 10_000;
    public static final int LONGEST_VALUE = 1_000;
    public static final int LONGEST_PATTERN = 250;

    private static final int MOST_LOOKS = 2_000_000;
    private static final int KEPT = 1_000;

    /** Compiled once; patterns are compared by their text. */
    private static final Map<String, Optional<Pattern>> COMPILED = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Pattern>> eldest) {
            return size() > KEPT;
        }
    };

    /** What came of it. */
    public enum Outcome {
        MATCHES,
        DIFFERS,
        BAD_PATTERN,
        TOO_SLOW
    }

    private ValueMatch() {}

    /** Whether it can be looked for at all: a regular expression, and not too long. */
    public static boolean isPattern(String text) {
        return compiled(text).isPresent();
    }

    public static Outcome exact(String wanted, Collection<String> values) {
        return values.contains(wanted) ? Outcome.MATCHES : Outcome.DIFFERS;
    }

    public static Outcome pattern(String wanted, Collection<String> values) {
        Optional<Pattern> pattern = compiled(wanted);
        if (pattern.isEmpty()) {
            return Outcome.BAD_PATTERN;
        }
        BoundedText.Budget budget = new BoundedText.Budget(MOST_LOOKS);
        try {
            for (String value : values) {
                if (pattern.get().matcher(new BoundedText(value, budget)).matches()) {
                    return Outcome.MATCHES;
                }
            }
        } catch (BoundedText.Spent | StackOverflowError spent) {
            return Outcome.TOO_SLOW;
        }
        return Outcome.DIFFERS;
    }

    /** The values as texts: of a list each, of anything without a text none; the first of very many, without very long ones. */
    public static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        Iterable<?> values =
                value instanceof Iterable<?> several ? several : value == null ? List.of() : List.of(value);
        for (Object one : values) {
            if (texts.size() == MOST_VALUES) {
                break;
            }
            boolean plain = one instanceof String || one instanceof Number || one instanceof Boolean;
            String text = plain ? String.valueOf(one) : "";
            if (plain && text.length() <= LONGEST_VALUE) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Optional<Pattern> compiled(String text) {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(text, key -> {
                try {
                    return key.length() > LONGEST_PATTERN ? Optional.empty() : Optional.of(Pattern.compile(key));
                } catch (PatternSyntaxException | StackOverflowError broken) {
                    return Optional.empty();
                }
            });
        }
    }
}
