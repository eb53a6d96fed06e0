package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.resource.Presentation;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resource types from the wire to the core. */
final class ResourceTypes {

    private ResourceTypes() {}

    /**
     * @param prefix path of the type in the body; empty when it is the body
     * @param before what is there under the key; keeps what the change leaves out
     */
    static ResourceType read(
            RealmId realm,
            String key,
            String prefix,
            ResourceTypeChangeRepresentation change,
            Optional<ResourceType> before) {
        TypeDefinition old = before.map(ResourceType::definition).orElse(null);
        List<String> sent = Lists.withoutNull(prefix + "actions", change.actions());
        List<String> actions = sent != null ? sent : old == null ? List.of() : old.actions();
        String parent = or(change.parentType(), old == null ? null : old.parentType());
        Registration registration = Words.upper(prefix + "registration", change.registration(), Registration.class);
        return new ResourceType(
                realm,
                new TypeDefinition(
                        key,
                        actions,
                        String.valueOf(or(change.baseAction(), base(old, actions))),
                        implies(prefix, change.implies(), old),
                        parent == null || parent.isBlank() ? null : parent,
                        registration != null ? registration : old == null ? Registration.REQUIRED : old.registration(),
                        shareable(prefix, change.shareable(), old, actions)),
                String.valueOf(or(change.name(), before.map(ResourceType::name).orElse(key))),
                blankToNull(
                        or(change.category(), before.map(ResourceType::category).orElse(null))),
                presentation(
                        prefix, change, before.map(ResourceType::presentation).orElse(Presentation.NONE)),
                gate(prefix, change.gate(), parent, before),
                false,
                before.map(ResourceType::version).orElse(1L));
    }

    /** A catalogue: all of each type, with the labels of the categories that it uses. */
    static List<ResourceType> read(RealmId realm, CatalogueRepresentation catalogue) {
        Map<String, Map<String, String>> categories = Labels.byKey("categories", catalogue.categories(), Map.of());
        if (catalogue.types() == null) {
            throw RequestRules.invalid("types", "is required");
        }
        return Lists.each("types", catalogue.types(), (path, type) -> {
            if (type.version() != null) {
                throw RequestRules.invalid(path + ".version", "cannot be set");
            }
            ResourceType read =
                    read(realm, Lists.present(path + ".key", type.key()), path + ".", type, Optional.empty());
            Presentation shown = read.presentation();
            Set<String> used = new TreeSet<>(shown.actionCategories().values());
            if (read.category() != null) {
                used.add(read.category());
            }
            Map<String, Map<String, String>> labels = new TreeMap<>(categories);
            labels.keySet().retainAll(used);
            labels.putAll(shown.categoryLabels());
            return read.shownAs(new Presentation(
                    shown.labels(),
                    shown.icon(),
                    shown.kinds(),
                    shown.actionLabels(),
                    shown.actionCategories(),
                    labels));
        });
    }

    /** As a declarative file has it. */
    static ResourceTypeChangeRepresentation write(ResourceType type) {
        Presentation shown = type.presentation();
        Map<String, List<String>> implies = new TreeMap<>();
        type.definition()
                .implies()
                .forEach((action, implied) ->
                        implies.put(action, implied.stream().sorted().toList()));
        return new ResourceTypeChangeRepresentation(
                type.key(),
                type.name(),
                shown.labels(),
                shown.icon(),
                type.category(),
                shown.categoryLabels(),
                shown.kinds(),
                type.definition().actions(),
                shown.actionLabels(),
                shown.actionCategories(),
                type.definition().baseAction(),
                implies,
                type.definition().parentType(),
                type.definition().registration().name(),
                type.gate() == null ? null : Words.lower(type.gate()),
                type.definition().shareable().stream().sorted().toList(),
                null);
    }

    private static Presentation presentation(
            String prefix, ResourceTypeChangeRepresentation change, Presentation before) {
        return new Presentation(
                Labels.of(prefix + "labels", change.labels(), before.labels()),
                blankToNull(or(change.icon(), before.icon())),
                Labels.byKey(prefix + "kinds", change.kinds(), before.kinds()),
                Labels.byKey(prefix + "actionLabels", change.actionLabels(), before.actionLabels()),
                Labels.of(prefix + "actionCategories", change.actionCategories(), before.actionCategories()),
                Labels.byKey(prefix + "categoryLabels", change.categoryLabels(), before.categoryLabels()));
    }

    private static String base(@Nullable TypeDefinition old, List<String> actions) {
        return old != null ? old.baseAction() : actions.isEmpty() ? "" : actions.get(0);
    }

    private static Map<String, Set<String>> implies(
            String prefix, @Nullable Map<String, List<String>> sent, @Nullable TypeDefinition old) {
        if (sent == null) {
            return old == null ? Map.of() : old.implies();
        }
        Map<String, Set<String>> implies = new LinkedHashMap<>();
        sent.forEach((action, implied) -> {
            String field = prefix + "implies." + action;
            Set<String> all = new LinkedHashSet<>(Lists.orEmpty(field, implied));
            if (!all.isEmpty()) {
                implies.put(action, all);
            }
        });
        return implies;
    }

    /** A type that has no parent any more has no gate either. */
    private static @Nullable Gate gate(
            String prefix, @Nullable String sent, @Nullable String parent, Optional<ResourceType> before) {
        if (sent == null) {
            return parent == null || parent.isBlank()
                    ? null
                    : before.map(ResourceType::gate).orElse(null);
        }
        return sent.isBlank() ? null : Words.lower(prefix + "gate", sent, Gate.class);
    }

    /** What was shareable stays so as far as the actions are still there. */
    private static Set<String> shareable(
            String prefix, @Nullable List<String> sent, @Nullable TypeDefinition old, List<String> actions) {
        if (sent != null) {
            return new LinkedHashSet<>(Lists.orEmpty(prefix + "shareable", sent));
        }
        if (old == null) {
            return TypeDefinition.usuallyShareable(actions);
        }
        Set<String> kept = new LinkedHashSet<>(old.shareable());
        kept.retainAll(actions);
        return kept;
    }

    private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
        return value == null ? otherwise : value;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
