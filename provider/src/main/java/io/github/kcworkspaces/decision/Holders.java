package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.AttributeName.Source;
import io.github.kcworkspaces.decision.CompiledRole.Actions;
import io.github.kcworkspaces.decision.CompiledRole.Conditional;
import io.github.kcworkspaces.decision.CompiledRole.TypeGrants;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who of the members of a workspace may perhaps do one thing with one resource: never less than those who may.
 *
 * @param roles whose holders may
 * @param users ids of the only ones who may through other roles: those for whom a condition can hold
 */
record Holders(Set<RoleId> roles, Set<String> users) {

    /** @param question about the resource; its subject is not looked at */
    static Holders of(Question question, List<CompiledRole> roles) {
        Set<RoleId> holding = new HashSet<>();
        Set<String> users = new TreeSet<>();
        Attributes known = DecisionEngine.attributes(question, question.resource());
        for (CompiledRole role : roles) {
            TypeGrants grants = role.on(question.resource().type());
            if (role.everything()) {
                holding.add(role.id());
            } else if (grants != null) {
                boolean all = add(grants.onType(), question.action(), known, users)
                        || add(grants.onResource(question.resource().id()), question.action(), known, users);
                if (all) {
                    holding.add(role.id());
                }
            }
        }
        return new Holders(holding, users);
    }

    /** Adds the users whom the grants are for; whether they are for every holder of the role instead. */
    private static boolean add(Actions actions, String action, Attributes known, Set<String> users) {
        if (actions.always().contains(action)) {
            return true;
        }
        for (Conditional conditional : actions.conditional()) {
            if (conditional.actions().contains(action)) {
                Set<String> only = users(conditional.condition(), known);
                if (only == null) {
                    return true;
                }
                users.addAll(only);
            }
        }
        return false;
    }

    /** The only users for whom a condition can hold; null when it can hold for anybody. */
    private static @Nullable Set<String> users(Condition condition, Attributes known) {
        Set<String> users = null;
        for (Comparison comparison : condition.all()) {
            AttributeName other = comparison.operand() instanceof Operand.Attribute attribute ? attribute.name() : null;
            boolean left = comparison.attribute().source() == Source.SUBJECT;
            boolean right = other != null && other.source() == Source.SUBJECT;
            if (!left && !right) {
                if (!Comparisons.holds(comparison, known)) {
                    return Set.of();
                }
            } else if (left != right && comparison.operator() != Operator.NEQ) {
                AttributeName ofSubject = left || other == null ? comparison.attribute() : other;
                if (ofSubject.name().equals("id")) {
                    users = ids(left ? value(comparison.operand(), known) : known.value(comparison.attribute()));
                }
            }
        }
        return users;
    }

    private static @Nullable Object value(Operand operand, Attributes known) {
        return operand instanceof Operand.Attribute attribute
                ? known.value(attribute.name())
                : ((Operand.Constant) operand).value();
    }

    private static Set<String> ids(@Nullable Object value) {
        Set<String> ids = new TreeSet<>();
        Collection<?> values =
                value instanceof Collection<?> several ? several : value == null ? List.of() : List.of(value);
        for (Object one : values) {
            if (one instanceof String id && !id.isBlank()) {
                ids.add(new UserId(id).value());
            }
        }
        return ids;
    }
}
