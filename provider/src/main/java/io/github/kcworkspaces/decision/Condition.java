package io.github.kcworkspaces.decision;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Restricts a grant: holds when every comparison holds (rule P6). A closed vocabulary, no script language.
 *
 * @param all never empty
 */
public record Condition(List<Comparison> all) {

    /** How two values are compared. A comparison with an absent value never holds, not even {@code NEQ}. */
    public enum Operator {
        EQ,
        NEQ,
        IN
    }

    /** What stands on the right: a constant or another attribute. */
    public sealed interface Operand {

        /** A string, a number, a boolean, or for {@code IN} a list of them. */
        record Constant(Object value) implements Operand {

            @Override
            public String toString() {
                return text(value);
            }
        }

        record Attribute(AttributeName name) implements Operand {

            @Override
            public String toString() {
                return name.toString();
            }
        }
    }

    /** One comparison of an attribute with a constant or with another attribute. */
    public record Comparison(AttributeName attribute, Operator operator, Operand operand) {

        @Override
        public String toString() {
            return attribute + " " + operator.name().toLowerCase(Locale.ROOT) + " " + operand;
        }
    }

    /** "The subject owns the resource". */
    public static final Condition OWNER = new Condition(List.of(new Comparison(
            new AttributeName(AttributeName.Source.RESOURCE, "owner"),
            Operator.EQ,
            new Operand.Attribute(new AttributeName(AttributeName.Source.SUBJECT, "id")))));

    public Condition {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a condition without comparisons would always hold");
        }
    }

    /** As people read it: {@code resource.status neq "archived" and resource.owner eq subject.id}. */
    @Override
    public String toString() {
        return all.stream().map(Comparison::toString).collect(Collectors.joining(" and "));
    }

    /** Strings are quoted, so that none passes for something else. */
    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(Condition::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String string
                ? '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : value.toString();
    }

    boolean holds(Attributes attributes) {
        for (Comparison comparison : all) {
            if (!Comparisons.holds(comparison, attributes)) {
                return false;
            }
        }
        return true;
    }
}
