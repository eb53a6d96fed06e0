package io.github.kcworkspaces.keycloak.api;

import java.util.List;

/**
 * How many rows there are, as a chart shows it.
 *
 * @param types the most frequent first
 * @param days in order; days without rows are left out
 */
public record ActivityCountsRepresentation(List<TypeCountRepresentation> types, List<DayCountRepresentation> days) {

    public ActivityCountsRepresentation {
        types = List.copyOf(types);
        days = List.copyOf(days);
    }
}
