package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.keycloak.api.PresetRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The catalogues in the jar. */
final class Presets {

    /** Their names, which are those of their files. */
    static final List<String> NAMES = List.of("flowise", "openbb", "openwebui");

    private static final String FOLDER = "/META-INF/kcworkspaces/catalogues/";

    private Presets() {}

    static List<PresetRepresentation> all() {
        return NAMES.stream().map(Presets::summary).toList();
    }

    /** @param field what to blame when there is none of that name */
    static CatalogueRepresentation get(String field, String name) {
        if (!NAMES.contains(name)) {
            throw RequestRules.invalid(field, "must be one of " + String.join(", ", NAMES));
        }
        try (InputStream file = Objects.requireNonNull(Presets.class.getResourceAsStream(FOLDER + name + ".json"))) {
            return Json.MAPPER.readValue(file, CatalogueRepresentation.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PresetRepresentation summary(String name) {
        CatalogueRepresentation preset = get("preset", name);
        Map<String, String> labels = preset.labels();
        List<ResourceTypeChangeRepresentation> types = Objects.requireNonNull(preset.types());
        return new PresetRepresentation(
                name,
                labels == null ? Map.of() : labels,
                types.stream().map(type -> Objects.requireNonNull(type.key())).toList(),
                types.stream().mapToInt(Presets::actions).sum());
    }

    private static int actions(ResourceTypeChangeRepresentation type) {
        List<String> actions = type.actions();
        return actions == null ? 0 : actions.size();
    }
}
