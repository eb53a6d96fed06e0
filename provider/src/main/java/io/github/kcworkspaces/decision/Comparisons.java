package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How values are compared: by value and kind; numbers by amount, whatever their Java type. */
final class Comparisons {

    private Comparisons() {}

    static boolean holds(Comparison comparison, Attributes attributes) {
        Object left = attributes.value(comparison.attribute());
        Object right = comparison.operand() instanceof Operand.Attribute attribute
                ? attributes.value(attribute.name())
                : ((Operand.Constant) comparison.operand()).value();
        if (left == null || right == null) {
            return false;
        }
        return switch (comparison.operator()) {
            case EQ -> anyEqual(left, right);
            case NEQ -> !anyEqual(left, right);
            case IN -> right instanceof Collection<?> && anyEqual(left, right);
        };
    }

    /** A value with several elements (a multi-valued user attribute) equals what any of its elements equals. */
    private static boolean anyEqual(Object left, Object right) {
        if (left instanceof Collection<?> several) {
            return several.stream().anyMatch(one -> one != null && anyEqual(one, right));
        }
        if (right instanceof Collection<?> several) {
            return several.stream().anyMatch(one -> same(left, one));
        }
        return same(left, right);
    }

    private static boolean same(Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return left.equals(right);
    }
}
