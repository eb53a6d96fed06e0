package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.AttributeName.Source;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.id.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a database can tell of the resources for which a condition may hold, so that it need not be asked for all: whatever
 * else is left is the engine's to refuse. All terms have to be met.
 */
public record Narrowing(Set<Term> terms) {

    /** Nothing is known of them. */
    public static final Narrowing NONE = new Narrowing(Set.of());

    /** Something that columns say. */
    public sealed interface Term {

        /** Owned by one of the users. */
        record Owner(Set<String> users) implements Term {}

        record ExternalId(Set<String> ids) implements Term {}

        /** With one of the values, as {@link ValueKeys}. */
        record Attribute(Set<String> keys) implements Term {}

        record Parent(Set<ResourceId> parents) implements Term {}
    }

    public Narrowing {
        terms = Set.copyOf(terms);
    }

    Narrowing and(Term term) {
        Set<Term> more = new HashSet<>(terms);
        more.add(term);
        return new Narrowing(more);
    }

    /**
     * What a condition says of the resources for which it holds.
     *
     * @param known the attributes of everything but the resource
     * @param sent whether a resource that lacks the attribute has one that was sent along
     * @return empty when it holds for none
     */
    static Optional<Narrowing> of(Condition condition, Attributes known, Predicate<String> sent) {
        Narrowing narrowing = NONE;
        for (Comparison comparison : condition.all()) {
            boolean left = varies(comparison.attribute());
            AttributeName other = comparison.operand() instanceof Operand.Attribute attribute ? attribute.name() : null;
            boolean right = other != null && varies(other);
            if (!left && !right) {
                if (!Comparisons.holds(comparison, known)) {
                    return Optional.empty();
                }
            } else if (left != right && comparison.operator() != Operator.NEQ) {
                AttributeName ofResource = left || other == null ? comparison.attribute() : other;
                Object value = left ? value(comparison.operand(), known) : known.value(comparison.attribute());
                if (value == null || (left && comparison.operator() == Operator.IN && !(value instanceof Collection))) {
                    return Optional.empty();
                }
                Term term = sent.test(ofResource.name()) ? null : term(ofResource.name(), value);
                narrowing = term == null ? narrowing : narrowing.and(term);
            }
        }
        return Optional.of(narrowing);
    }

    private static @Nullable Object value(Operand operand, Attributes known) {
        return operand instanceof Operand.Attribute attribute
                ? known.value(attribute.name())
                : ((Operand.Constant) operand).value();
    }

    /** The type is the one that is searched for; all else differs from resource to resource. */
    private static boolean varies(AttributeName name) {
        return name.source() == Source.RESOURCE && !name.name().equals("type");
    }

    private static Term term(String attribute, Object value) {
        return switch (attribute) {
            case "owner" -> new Term.Owner(texts(value));
            case "id" -> new Term.ExternalId(texts(value));
            default -> new Term.Attribute(ValueKeys.of(attribute, value));
        };
    }

    private static Set<String> texts(Object value) {
        Set<String> texts = new TreeSet<>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> {
                if (one instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }
}
