package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.TextRules;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. What is there but wrong is refused with {@code INVALID_REQUEST}. */
final class Query {

    private static final int LONGEST_SEARCH = 255;

    private final MultivaluedMap<String, String> parameters;

    Query(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** First value of the parameter; null when it is absent or empty. */
    @Nullable
    String text(String name) {
        String value = parameters.getFirst(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        new TextRules().optional(name, value, LONGEST_SEARCH).enforce();
        return value;
    }

    /** As it was sent, however long; null when it is absent. */
    @Nullable
    String first(String name) {
        return parameters.getFirst(name);
    }

    List<String> texts(String name) {
        List<String> values = parameters.get(name);
        return values == null ? List.of() : values;
    }

    boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw RequestRules.invalid(name, "must be true or false");
    }

    @Nullable
    Long time(String name) {
        return parsed(name, Long::valueOf);
    }

    /** {@code first}, {@code max} and {@code search}. */
    PageRequest page() {
        return new PageRequest(bounded("first", 0, 0, Integer.MAX_VALUE), max(), text("search"));
    }

    int max() {
        return bounded("max", PageRequest.DEFAULT_ROWS, 1, PageRequest.MAX_ROWS);
    }

    private int bounded(String name, int otherwise, int least, int most) {
        Integer value = parsed(name, Integer::valueOf);
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw RequestRules.invalid(
                    name,
                    most == Integer.MAX_VALUE
                            ? "must be " + least + " or more"
                            : "must be between " + least + " and " + most);
        }
        return number;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parse) {
        String value = text(name);
        try {
            return value == null ? null : parse.apply(value);
        } catch (NumberFormatException notANumber) {
            throw RequestRules.invalid(name, "must be a whole number");
        }
    }
}
