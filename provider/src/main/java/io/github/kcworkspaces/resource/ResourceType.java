package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that an application protects.
 *
 * @param name for people
 * @param category under which screens group it; null for none
 * @param presentation what else screens show of it
 * @param gate what happens when one of it is granted without its parent (rule P3); null for what the realm's settings say
 * @param builtIn whether it comes with the product; only a catalogue can add actions to it
 */
public record ResourceType(
        RealmId realm,
        TypeDefinition definition,
        String name,
        @Nullable String category,
        Presentation presentation,
        @Nullable Gate gate,
        boolean builtIn,
        long version) {

    /** What members of a workspace can be allowed to do with the workspace itself. */
    public static final List<String> WORKSPACE_ACTIONS = List.of(
            "view",
            "update",
            "manage-members",
            "manage-roles",
            "manage-resources",
            "invite",
            "bypass-invite",
            "view-activity");

    /** A type whose gate is that of the realm. */
    public ResourceType(
            RealmId realm,
            TypeDefinition definition,
            String name,
            @Nullable String category,
            Presentation presentation,
            boolean builtIn,
            long version) {
        this(realm, definition, name, category, presentation, null, builtIn, version);
    }

    /** The built-in type, to which no catalogue has added anything. */
    public static ResourceType workspace(RealmId realm) {
        return new ResourceType(
                realm,
                new TypeDefinition(
                        Catalogue.WORKSPACE_TYPE,
                        WORKSPACE_ACTIONS,
                        "view",
                        Map.of(),
                        null,
                        TypeDefinition.Registration.REQUIRED),
                "Workspace",
                "Administration",
                Presentation.NONE,
                true,
                1);
    }

    /** All types of a realm: the built-in one, with what is stored of it, before the others. */
    public static List<ResourceType> withBuiltIn(RealmId realm, List<ResourceType> stored) {
        List<ResourceType> all = new ArrayList<>();
        all.add(workspace(realm));
        for (ResourceType type : stored) {
            if (type.key().equals(Catalogue.WORKSPACE_TYPE)) {
                all.set(0, all.get(0).extendedBy(type));
            } else {
                all.add(type);
            }
        }
        return all;
    }

    /** This type with the other's actions added, shown as the other is. Name, base action and own actions stay. */
    ResourceType extendedBy(ResourceType other) {
        List<String> actions = new ArrayList<>(definition.actions());
        other.definition.actions().stream()
                .filter(action -> !actions.contains(action))
                .forEach(actions::add);
        Map<String, Set<String>> implies = new TreeMap<>(definition.implies());
        implies.putAll(other.definition.implies());
        return new ResourceType(
                realm,
                new TypeDefinition(
                        key(),
                        actions,
                        definition.baseAction(),
                        implies,
                        definition.parentType(),
                        definition.registration()),
                name,
                category,
                presentation.with(other.presentation),
                builtIn,
                other.version);
    }

    public ResourceType shownAs(Presentation other) {
        return new ResourceType(realm, definition, name, category, other, gate, builtIn, version);
    }

    public String key() {
        return definition.key();
    }
}
