package io.github.kcworkspaces.keycloak.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as JSON, on the wire and in the database: {@code {"all":[{"attr":"resource.status","op":"neq","value":
 * "archived"}]}}; a value may be {@code {"attr":"subject.department"}}; {@code {"owner":true}} is short for "the subject
 * owns the resource".
 */
public final class ConditionJson {

    private static final int MOST_COMPARISONS = 20;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private ConditionJson() {}

    /** The condition as text; equal conditions give equal texts. */
    public static String write(Condition condition) {
        return StoredJson.write((Object) tree(condition));
    }

    /** The condition as maps, lists and scalars, to be written within something larger. */
    public static Map<String, Object> tree(Condition condition) {
        if (condition.equals(Condition.OWNER)) {
            return Map.of("owner", true);
        }
        List<Object> all = new ArrayList<>();
        for (Comparison comparison : condition.all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("attr", comparison.attribute().toString());
            one.put("op", comparison.operator().name().toLowerCase(Locale.ROOT));
            one.put(
                    "value",
                    comparison.operand() instanceof Operand.Attribute attribute
                            ? Map.of("attr", attribute.name().toString())
                            : ((Operand.Constant) comparison.operand()).value());
            all.add(one);
        }
        return Map.of("all", all);
    }

    /** @throws IllegalArgumentException with a message that names the position of what is wrong */
    public static Condition parse(String json) {
        try {
            return parse(MAPPER.readTree(json), "condition");
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("condition: is no JSON", failure);
        }
    }

    /**
     * @param position where the condition stands in the request, such as {@code add[0].condition}
     * @throws IllegalArgumentException with a message that starts with the position of what is wrong
     */
    public static Condition parse(JsonNode node, String position) {
        members(node, position, Set.of("all", "owner"));
        JsonNode owner = node.get("owner");
        JsonNode all = node.get("all");
        if (owner != null) {
            check(all == null && owner.isBoolean() && owner.booleanValue(), position + ".owner", "must be true, alone");
            return Condition.OWNER;
        }
        check(
                all != null && all.isArray() && !all.isEmpty() && all.size() <= MOST_COMPARISONS,
                position + ".all",
                "must be a list of 1 to " + MOST_COMPARISONS + " comparisons");
        List<Comparison> comparisons = new ArrayList<>();
        for (JsonNode one : required(all, position)) {
            comparisons.add(comparison(one, position + ".all[" + comparisons.size() + "]"));
        }
        return new Condition(comparisons);
    }

    private static Comparison comparison(JsonNode node, String position) {
        members(node, position, Set.of("attr", "op", "value"));
        AttributeName attribute = attribute(node.get("attr"), position + ".attr");
        Operator operator = operator(node.get("op"), position + ".op");
        JsonNode value = node.get("value");
        check(value != null, position + ".value", "is required");
        return new Comparison(attribute, operator, operand(required(value, position), operator, position + ".value"));
    }

    private static Operator operator(@Nullable JsonNode node, String position) {
        String text = node == null || !node.isTextual() ? "" : node.textValue();
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(position, "must be eq, neq or in"));
    }

    private static Operand operand(JsonNode node, Operator operator, String position) {
        if (node.isObject()) {
            members(node, position, Set.of("attr"));
            return new Operand.Attribute(attribute(node.get("attr"), position + ".attr"));
        }
        if (operator != Operator.IN) {
            return new Operand.Constant(scalar(node, position));
        }
        check(node.isArray() && node.size() <= MOST_VALUES, position, "must be a list of at most " + MOST_VALUES);
        List<Object> values = new ArrayList<>();
        for (JsonNode one : node) {
            values.add(scalar(one, position + "[" + values.size() + "]"));
        }
        return new Operand.Constant(List.copyOf(values));
    }

    private static Object scalar(JsonNode node, String position) {
        if (node.isTextual()) {
            check(node.textValue().length() <= LONGEST_TEXT, position, "is longer than " + LONGEST_TEXT);
            check(node.textValue().chars().noneMatch(Character::isISOControl), position, "contains control characters");
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        check(node.isNumber(), position, "must be a string, a number or a boolean");
        return node.canConvertToExactIntegral() && node.canConvertToLong()
                ? (Object) node.longValue()
                : node.decimalValue().stripTrailingZeros();
    }

    private static AttributeName attribute(@Nullable JsonNode node, String position) {
        String text = node == null || !node.isTextual() ? "" : node.textValue();
        int dot = text.indexOf('.');
        String source = dot < 0 ? "" : text.substring(0, dot);
        String name = text.substring(dot + 1);
        AttributeName.Source found = Arrays.stream(AttributeName.Source.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(source))
                .findFirst()
                .orElseThrow(() -> wrong(position, "must be subject, resource, action or context, a dot and a name"));
        check(
                !name.isBlank() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl),
                position,
                "must have a name of 1 to " + LONGEST_NAME + " characters after the dot");
        return new AttributeName(found, name);
    }

    private static void members(JsonNode node, String position, Set<String> known) {
        check(node.isObject(), position, "must be an object");
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            check(known.contains(name), position + "." + name, "is unknown");
        }
    }

    private static JsonNode required(@Nullable JsonNode node, String position) {
        if (node == null) {
            throw wrong(position, "is required");
        }
        return node;
    }

    private static void check(boolean fine, String position, String message) {
        if (!fine) {
            throw wrong(position, message);
        }
    }

    private static IllegalArgumentException wrong(String position, String message) {
        return new IllegalArgumentException(position + ": " + message);
    }
}
