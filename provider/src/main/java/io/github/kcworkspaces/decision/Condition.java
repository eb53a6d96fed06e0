package io.github.kcworkspaces.decision;

import java.util.List;

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
        record Constant(Object value) implements Operand {}

        record Attribute(AttributeName name) implements Operand {}
    }

    /** One comparison of an attribute with a constant or with another attribute. */
    public record Comparison(AttributeName attribute, Operator operator, Operand operand) {}

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

    boolean holds(Attributes attributes) {
        for (Comparison comparison : all) {
            if (!Comparisons.holds(comparison, attributes)) {
                return false;
            }
        }
        return true;
    }
}
