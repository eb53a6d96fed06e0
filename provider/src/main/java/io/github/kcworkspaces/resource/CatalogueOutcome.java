package io.github.kcworkspaces.resource;

import java.util.List;

/**
 * What a catalogue changes: keys of types, in its order.
 *
 * @param added types that the realm did not have
 * @param changed types that it had otherwise
 * @param unchanged types that it had just so
 */
public record CatalogueOutcome(List<String> added, List<String> changed, List<String> unchanged) {

    public CatalogueOutcome {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
    }
}
