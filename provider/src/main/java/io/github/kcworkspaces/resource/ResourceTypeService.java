package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.settings.SettingsStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalogue of a realm: which resource types there are. */
public final class ResourceTypeService {

    private final ResourceTypeStore store;
    private final TypeUsage usage;
    private final DecisionStore decisions;
    private final SettingsStore settings;
    private final Recorder recorder;

    /** Port: whether anything still refers to a type. */
    public interface TypeUsage {

        /** Whether the realm has resources of the type or grants on it. */
        boolean used(RealmId realm, String key);

        /** The actions of these types that any role grants, by type. */
        Map<String, Set<String>> grantedActions(RealmId realm, Set<String> keys);

        /** How many resources and grants there are of each type; unused types are left out. Two statements. */
        Map<String, Uses> uses(RealmId realm);
    }

    public ResourceTypeService(
            ResourceTypeStore store,
            TypeUsage usage,
            DecisionStore decisions,
            SettingsStore settings,
            Recorder recorder) {
        this.store = store;
        this.usage = usage;
        this.decisions = decisions;
        this.settings = settings;
        this.recorder = recorder;
    }

    /** How much there is of a type. */
    public record Uses(long resources, long grants) {

        public static final Uses NONE = new Uses(0, 0);

        public Uses plus(long moreResources, long moreGrants) {
            return new Uses(resources + moreResources, grants + moreGrants);
        }
    }

    /** By type; unused types are left out. */
    public Map<String, Uses> uses(RealmId realm) {
        return usage.uses(realm);
    }

    /** The types as the decision core sees them; from memory unless they changed. */
    public Catalogue catalogue(RealmId realm) {
        return decisions.catalogue(
                realm,
                settings.find(realm).map(RealmSettings::catalogueRevision).orElse(0L));
    }

    /** All types by key, the built-in one included. */
    public List<ResourceType> all(RealmId realm) {
        return ResourceType.withBuiltIn(realm, store.all(realm));
    }

    /** The gates of the types that have one of their own, by type. */
    public Map<String, Gate> gates(RealmId realm) {
        Map<String, Gate> gates = new HashMap<>();
        for (ResourceType type : store.all(realm)) {
            Gate gate = type.gate();
            if (gate != null) {
                gates.put(type.key(), gate);
            }
        }
        return gates;
    }

    public Optional<ResourceType> find(RealmId realm, String key) {
        Optional<ResourceType> stored = store.find(realm, key);
        return key.equals(Catalogue.WORKSPACE_TYPE)
                ? Optional.of(ResourceType.withBuiltIn(realm, stored.stream().toList())
                        .get(0))
                : stored;
    }

    /** Creates the type, or replaces what is there under its key. */
    public ResourceType put(Actor actor, ResourceType type, @Nullable Long expectedVersion) {
        ResourceTypeRules.builtInIsImmutable(type.key().equals(Catalogue.WORKSPACE_TYPE), type.key());
        ResourceTypeRules.typeIsValid("", type);
        settings.lock(type.realm());
        List<ResourceType> all = store.all(type.realm());
        ResourceTypeRules.parentIsValid(
                "",
                type,
                all.stream()
                        .filter(other -> other.key().equals(type.definition().parentType()))
                        .findFirst(),
                !children(all, type.key()).isEmpty());
        Optional<ResourceType> before =
                all.stream().filter(other -> other.key().equals(type.key())).findFirst();
        Changes changes = changes(before.orElse(null), type);
        if (before.isPresent()) {
            VersionRules.versionIsCurrent(expectedVersion, before.get().version());
            if (changes.isEmpty()) {
                return before.get();
            }
            ResourceTypeRules.droppedActionsAreUnused(
                    "",
                    type.key(),
                    droppedInUse(Map.of(type.key(), before.get()), Map.of(type.key(), type))
                            .getOrDefault(type.key(), Set.of()));
            store.update(type);
        } else {
            ResourceTypeRules.notTooMany(all.size());
            store.insert(type);
        }
        settings.reviseCatalogue(type.realm());
        record(
                actor,
                before.isPresent() ? ActivityType.RESOURCE_TYPE_UPDATED : ActivityType.RESOURCE_TYPE_CREATED,
                type,
                changes);
        return ResourceTypeRules.exists(store.find(type.realm(), type.key()));
    }

    /**
     * Makes types what a catalogue says, all or none; others stay as they are. Of the built-in type it names what it adds.
     *
     * @param dryRun only tells what would change
     */
    public CatalogueOutcome apply(Actor actor, RealmId realm, List<ResourceType> catalogue, boolean dryRun) {
        ResourceTypeRules.keysAreUnique(catalogue);
        settings.lock(realm);
        Map<String, ResourceType> before = byKey(store.all(realm));
        Map<String, ResourceType> after = new LinkedHashMap<>(before);
        catalogue.forEach(type -> after.merge(type.key(), type, ResourceTypeService::replaced));
        ResourceTypeRules.notTooMany(after.size() - 1);
        Map<String, Set<String>> lost = droppedInUse(before, after);
        List<String> unchanged = new ArrayList<>();
        Map<ResourceType, Changes> added = new LinkedHashMap<>();
        Map<ResourceType, Changes> changed = new LinkedHashMap<>();
        for (int index = 0; index < catalogue.size(); index++) {
            ResourceType entry = catalogue.get(index);
            ResourceType type = after.getOrDefault(entry.key(), entry);
            ResourceType old = before.get(type.key());
            String path = "types[" + index + "].";
            valid(path, type, after);
            ResourceTypeRules.droppedActionsAreUnused(path, type.key(), lost.getOrDefault(type.key(), Set.of()));
            Changes changes = changes(old, type);
            if (old == null) {
                added.put(type, changes);
            } else if (changes.isEmpty()) {
                unchanged.add(type.key());
            } else {
                changed.put(type, changes);
            }
        }
        if (!dryRun && !(added.isEmpty() && changed.isEmpty())) {
            store.insert(List.copyOf(added.keySet()));
            store.update(List.copyOf(changed.keySet()));
            settings.reviseCatalogue(realm);
            added.forEach((type, changes) -> record(actor, ActivityType.RESOURCE_TYPE_CREATED, type, changes));
            changed.forEach((type, changes) -> record(actor, ActivityType.RESOURCE_TYPE_UPDATED, type, changes));
        }
        return new CatalogueOutcome(keys(added), keys(changed), unchanged);
    }

    public void delete(Actor actor, RealmId realm, String key, @Nullable Long expectedVersion) {
        ResourceTypeRules.builtInIsImmutable(key.equals(Catalogue.WORKSPACE_TYPE), key);
        settings.lock(realm);
        ResourceType type = ResourceTypeRules.exists(store.find(realm, key));
        VersionRules.versionIsCurrent(expectedVersion, type.version());
        ResourceTypeRules.typeIsUnused(key, usage.used(realm, key), children(store.all(realm), key));
        store.delete(realm, key);
        settings.reviseCatalogue(realm);
        record(actor, ActivityType.RESOURCE_TYPE_DELETED, type, new Changes());
    }

    private static void valid(String path, ResourceType type, Map<String, ResourceType> all) {
        if (type.key().equals(Catalogue.WORKSPACE_TYPE)) {
            ResourceTypeRules.builtInIsOnlyExtended(path, type);
            ResourceTypeRules.typeIsValid(
                    path, ResourceType.workspace(type.realm()).extendedBy(type));
        } else {
            ResourceTypeRules.typeIsValid(path, type);
        }
        String parent = type.definition().parentType();
        ResourceTypeRules.parentIsValid(
                path,
                type,
                Optional.ofNullable(parent == null ? null : all.get(parent)),
                !children(all.values(), type.key()).isEmpty());
    }

    /** What types lose although roles grant it. Asks the database only if one loses anything. */
    private Map<String, Set<String>> droppedInUse(Map<String, ResourceType> before, Map<String, ResourceType> after) {
        Map<String, Set<String>> dropped = new TreeMap<>();
        before.forEach((key, old) -> {
            Set<String> lost = new TreeSet<>(old.definition().actions());
            lost.removeAll(Set.copyOf(after.getOrDefault(key, old).definition().actions()));
            if (!lost.isEmpty()) {
                dropped.put(key, lost);
            }
        });
        if (!dropped.isEmpty()) {
            RealmId realm = before.values().iterator().next().realm();
            Map<String, Set<String>> granted = usage.grantedActions(realm, dropped.keySet());
            dropped.forEach((key, lost) -> lost.retainAll(granted.getOrDefault(key, Set.of())));
        }
        return dropped;
    }

    /** A catalogue says all of a type, but of the built-in one only what it adds. */
    private static ResourceType replaced(ResourceType before, ResourceType type) {
        return type.key().equals(Catalogue.WORKSPACE_TYPE) ? before.extendedBy(type) : type;
    }

    private static Map<String, ResourceType> byKey(List<ResourceType> types) {
        Map<String, ResourceType> byKey = new LinkedHashMap<>();
        types.forEach(type -> byKey.put(type.key(), type));
        return byKey;
    }

    private static List<String> keys(Map<ResourceType, Changes> types) {
        return types.keySet().stream().map(ResourceType::key).toList();
    }

    private static List<String> children(Collection<ResourceType> all, String key) {
        return all.stream()
                .filter(type -> key.equals(type.definition().parentType()))
                .map(ResourceType::key)
                .toList();
    }

    private static Changes changes(@Nullable ResourceType before, ResourceType after) {
        TypeDefinition old = before == null ? null : before.definition();
        TypeDefinition now = after.definition();
        return new Changes()
                .field("name", before == null ? null : before.name(), after.name())
                .field("category", before == null ? null : before.category(), after.category())
                .field(
                        "presentation",
                        (before == null ? Presentation.NONE : before.presentation()).text(),
                        after.presentation().text())
                .field("actions", old == null ? null : old.actions(), now.actions())
                .field("baseAction", old == null ? null : old.baseAction(), now.baseAction())
                .field("implies", old == null ? "{}" : text(old.implies()), text(now.implies()))
                .field("parentType", old == null ? null : old.parentType(), now.parentType())
                .field("gate", before == null ? null : word(before.gate()), word(after.gate()))
                .field("shareable", old == null ? null : List.copyOf(old.shareable()), List.copyOf(now.shareable()))
                .field(
                        "registration",
                        old == null ? null : old.registration().name(),
                        now.registration().name());
    }

    private static @Nullable String word(@Nullable Gate gate) {
        return gate == null ? null : gate.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Map<String, Set<String>> implies) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        implies.forEach((action, implied) -> sorted.put(action, new TreeSet<>(implied)));
        return sorted.toString();
    }

    private void record(Actor actor, ActivityType type, ResourceType changed, Changes changes) {
        recorder.record(
                changed.realm(), actor, type, new Target("resource-type", changed.key(), changed.name()), changes);
    }
}
