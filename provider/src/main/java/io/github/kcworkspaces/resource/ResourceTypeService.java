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
import io.github.kcworkspaces.settings.SettingsStore;
import java.util.ArrayList;
import java.util.List;
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
    @FunctionalInterface
    public interface TypeUsage {

        /** Whether the realm has resources of the type or grants on it. */
        boolean used(RealmId realm, String key);
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

    /** The types as the decision core sees them; from memory unless they changed. */
    public Catalogue catalogue(RealmId realm) {
        return decisions.catalogue(
                realm,
                settings.find(realm).map(RealmSettings::catalogueRevision).orElse(0L));
    }

    /** All types by key, the built-in one included. */
    public List<ResourceType> all(RealmId realm) {
        List<ResourceType> all = new ArrayList<>();
        all.add(ResourceType.workspace(realm));
        all.addAll(store.all(realm));
        return all;
    }

    public Optional<ResourceType> find(RealmId realm, String key) {
        return key.equals(Catalogue.WORKSPACE_TYPE)
                ? Optional.of(ResourceType.workspace(realm))
                : store.find(realm, key);
    }

    /** Creates the type, or replaces what is there under its key. */
    public ResourceType put(Actor actor, ResourceType type, @Nullable Long expectedVersion) {
        ResourceTypeRules.builtInIsImmutable(type.key().equals(Catalogue.WORKSPACE_TYPE), type.key());
        ResourceTypeRules.typeIsValid(type);
        settings.lock(type.realm());
        List<ResourceType> all = store.all(type.realm());
        ResourceTypeRules.parentIsValid(
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

    private static List<String> children(List<ResourceType> all, String key) {
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
                .field("actions", old == null ? null : old.actions(), now.actions())
                .field("baseAction", old == null ? null : old.baseAction(), now.baseAction())
                .field("implies", old == null ? "{}" : text(old.implies()), text(now.implies()))
                .field("parentType", old == null ? null : old.parentType(), now.parentType())
                .field(
                        "registration",
                        old == null ? null : old.registration().name(),
                        now.registration().name());
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
