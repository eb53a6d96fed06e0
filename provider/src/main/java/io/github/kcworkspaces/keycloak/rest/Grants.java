package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.keycloak.api.ComparisonRepresentation;
import io.github.kcworkspaces.keycloak.api.ConditionRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantRepresentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Grants between wire and core. What is wrong is refused with the path of the member. */
final class Grants {

    private static final int MOST_GRANTS = 10_000;
    private static final int MOST_COMPARISONS = 20;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 1_000;
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(subject|resource|action|context)\\.([A-Za-z0-9_][A-Za-z0-9_.:/-]{0,99})");

    private Grants() {}

    /** @param field path of the list */
    static List<Grant> read(String field, @Nullable List<GrantRepresentation> grants) {
        if (grants == null) {
            return List.of();
        }
        if (grants.size() > MOST_GRANTS) {
            throw RequestRules.invalid(field, "has more than " + MOST_GRANTS + " entries");
        }
        List<Grant> read = new ArrayList<>();
        for (int index = 0; index < grants.size(); index++) {
            String path = field + "[" + index + "]";
            read.add(read(path, present(path, grants.get(index))));
        }
        return read;
    }

    static GrantRepresentation write(Grant grant) {
        ResourceId resource = grant.resource();
        Condition condition = grant.condition();
        return new GrantRepresentation(
                grant.type(),
                resource == null ? null : resource.value(),
                List.copyOf(grant.actions()),
                condition == null ? null : write(condition));
    }

    private static Grant read(String path, GrantRepresentation grant) {
        List<String> actions = grant.actions();
        if (actions == null || actions.isEmpty()) {
            throw RequestRules.invalid(path + ".actions", "must not be empty");
        }
        for (int index = 0; index < actions.size(); index++) {
            present(path + ".actions[" + index + "]", actions.get(index));
        }
        String resource = grant.resource();
        if (resource != null && resource.isBlank()) {
            throw RequestRules.invalid(path + ".resource", "must not be empty");
        }
        ConditionRepresentation condition = grant.condition();
        return new Grant(
                present(path + ".type", grant.type()),
                resource == null ? null : new ResourceId(resource),
                new TreeSet<>(actions),
                condition == null ? null : read(path + ".condition", condition));
    }

    private static Condition read(String path, ConditionRepresentation condition) {
        List<ComparisonRepresentation> all = condition.all();
        boolean owner = Boolean.TRUE.equals(condition.owner());
        if (owner == (all != null) || (condition.owner() != null && !owner)) {
            throw RequestRules.invalid(path, "must have either \"all\" or \"owner\": true");
        }
        if (all == null) {
            return Condition.OWNER;
        }
        if (all.isEmpty() || all.size() > MOST_COMPARISONS) {
            throw RequestRules.invalid(path + ".all", "must have 1 to " + MOST_COMPARISONS + " comparisons");
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            String each = path + ".all[" + index + "]";
            comparisons.add(read(each, present(each, all.get(index))));
        }
        return new Condition(comparisons);
    }

    private static Comparison read(String path, ComparisonRepresentation comparison) {
        String op = present(path + ".op", comparison.op());
        Operator operator = Arrays.stream(Operator.values())
                .filter(one -> Words.lower(one).equals(op))
                .findFirst()
                .orElseThrow(() -> RequestRules.invalid(path + ".op", "must be eq, neq or in"));
        Object value = present(path + ".value", comparison.value());
        Operand operand = value instanceof Map<?, ?> reference
                ? new Operand.Attribute(reference(path + ".value", reference))
                : new Operand.Constant(constant(path + ".value", operator, value));
        return new Comparison(attribute(path + ".attr", present(path + ".attr", comparison.attr())), operator, operand);
    }

    private static AttributeName reference(String path, Map<?, ?> reference) {
        if (reference.size() == 1 && reference.get("attr") instanceof String name) {
            return attribute(path + ".attr", name);
        }
        throw RequestRules.invalid(path, "must be a constant or {\"attr\": \"…\"}");
    }

    private static AttributeName attribute(String path, String name) {
        Matcher matcher = ATTRIBUTE.matcher(name);
        if (!matcher.matches()) {
            throw RequestRules.invalid(path, "must be an attribute of subject, resource, action or context");
        }
        return new AttributeName(
                AttributeName.Source.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2));
    }

    private static Object constant(String path, Operator operator, Object value) {
        if (operator != Operator.IN) {
            return scalar(path, value);
        }
        if (value instanceof List<?> values && !values.isEmpty() && values.size() <= MOST_VALUES) {
            return values.stream().map(one -> scalar(path, one)).toList();
        }
        throw RequestRules.invalid(path, "must be a list of 1 to " + MOST_VALUES + " constants");
    }

    private static Object scalar(String path, @Nullable Object value) {
        boolean fine = value instanceof Number
                || value instanceof Boolean
                || (value instanceof String text && text.length() <= LONGEST_VALUE);
        if (!fine || value == null) {
            throw RequestRules.invalid(path, "must be a string, a number or a boolean");
        }
        return value;
    }

    private static <T> T present(String path, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw RequestRules.invalid(path, "is required");
        }
        return value;
    }

    static ConditionRepresentation write(Condition condition) {
        return condition.equals(Condition.OWNER)
                ? new ConditionRepresentation(null, true)
                : new ConditionRepresentation(
                        condition.all().stream().map(Grants::write).toList(), null);
    }

    private static ComparisonRepresentation write(Comparison comparison) {
        Object value = comparison.operand() instanceof Operand.Attribute attribute
                ? Map.of("attr", attribute.name().toString())
                : ((Operand.Constant) comparison.operand()).value();
        return new ComparisonRepresentation(
                comparison.attribute().toString(), Words.lower(comparison.operator()), value);
    }
}
