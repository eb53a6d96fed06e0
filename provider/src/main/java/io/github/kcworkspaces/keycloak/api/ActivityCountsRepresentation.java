package io.github.kcworkspaces.keycloak.api;

import java.util.List;

/** How many rows there are, as a chart shows it. */
public record ActivityCountsRepresentation(List<OfType> types, List<OfDay> days) {

    public ActivityCountsRepresentation {
        types = List.copyOf(types);
        days = List.copyOf(days);
    }

    /** The most frequent type comes first. */
    public record OfType(String type, long count) {}

    /** @param day ISO 8601; days without rows are left out */
    public record OfDay(String day, long count) {}
}
