package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.importing.ImportOutcome.Change;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceRules;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the resources below a connector what files say (rule P7). The second time nothing changes. What vanished from the
 * files becomes inactive and keeps its grants until that is confirmed; what appears again is active again.
 */
public final class ImportService {

    private final ResourceStore store;
    private final ResourceTypeService types;
    private final Recorder recorder;
    private final Supplier<String> ids;

    public ImportService(ResourceStore store, ResourceTypeService types, Recorder recorder, Supplier<String> ids) {
        this.store = store;
        this.types = types;
        this.recorder = recorder;
        this.ids = ids;
    }

    /**
     * @param dryRun only tells what would change
     * @param confirmVanished removes what the files have no longer, with its grants
     */
    public ImportOutcome apply(
            Workspace workspace, Actor actor, Inventory inventory, boolean dryRun, boolean confirmVanished) {
        return apply(workspace, actor, inventory, List.of(), dryRun, confirmVanished);
    }

    /**
     * @param renames what the files have under another id than before, and that stays the same resource, with its grants:
     *     {@code old:new}, or {@code type:old:new}
     * @param dryRun only tells what would change
     * @param confirmVanished removes what the files have no longer, with its grants
     */
    public ImportOutcome apply(
            Workspace workspace,
            Actor actor,
            Inventory inventory,
            List<String> renames,
            boolean dryRun,
            boolean confirmVanished) {
        typesAreFine(workspace, inventory);
        Resource connector = store.findByExternalId(
                        workspace.realm(),
                        workspace.id(),
                        Inventory.CONNECTOR,
                        inventory.connector().externalId())
                .orElse(null);
        if (connector != null && !dryRun) {
            // Two imports of the same connector wait for each other, and the second sees what the first has done.
            connector = ResourceRules.exists(store.lock(workspace.realm(), workspace.id(), connector.id()));
        }
        ImportPlanner planner =
                new ImportPlanner(workspace, inventory, connector, children(workspace, connector), renames, ids);
        adopt(workspace, planner);
        ImportOutcome outcome = planner.plan(confirmVanished);
        outcome.added().forEach(added -> ResourceRules.resourceIsValid(planner.pointer(added) + "/", added));
        outcome.changed()
                .forEach(
                        change -> ResourceRules.resourceIsValid(planner.pointer(change.after()) + "/", change.after()));
        if (!dryRun && !outcome.isEmpty()) {
            write(workspace, outcome);
            record(workspace, actor, outcome);
        }
        return outcome;
    }

    private void typesAreFine(Workspace workspace, Inventory inventory) {
        Set<String> wanted = new TreeSet<>();
        wanted.add(Inventory.CONNECTOR);
        inventory.items().forEach(item -> wanted.add(item.type()));
        if (!inventory.prompts().isEmpty()) {
            wanted.add(Inventory.PROMPT);
        }
        ImportRules.typesAreThere(types.catalogue(workspace.realm()), wanted);
        ImportRules.kindIsKnown(
                inventory.connector(),
                types.find(workspace.realm(), Inventory.CONNECTOR)
                        .map(ResourceType::presentation)
                        .map(shown -> shown.kinds().keySet())
                        .orElse(Set.of()));
    }

    private List<Resource> children(Workspace workspace, @Nullable Resource connector) {
        return connector == null ? List.of() : store.children(workspace.realm(), workspace.id(), connector.id());
    }

    private void adopt(Workspace workspace, ImportPlanner planner) {
        Map<ImportPlanner.Key, Item> unknown = planner.unknown();
        Map<String, List<String>> byType = new TreeMap<>();
        unknown.keySet()
                .forEach(key -> byType.computeIfAbsent(key.type(), type -> new ArrayList<>())
                        .add(key.externalId()));
        byType.forEach((type, externalIds) -> {
            for (Resource found : store.findByExternalIds(workspace.realm(), workspace.id(), type, externalIds)) {
                Item item = unknown.get(ImportPlanner.Key.of(found));
                if (item != null && planner.isRenamed(ImportPlanner.Key.of(found))) {
                    throw ImportRules.newIdTaken(found, item);
                } else if (item != null) {
                    ImportRules.belongsToNoOther(found, item);
                    planner.adopt(found);
                }
            }
        });
    }

    private void write(Workspace workspace, ImportOutcome outcome) {
        store.insert(outcome.added());
        List<Resource> updated =
                new ArrayList<>(outcome.changed().stream().map(Change::after).toList());
        updated.addAll(outcome.vanished());
        store.update(updated);
        Map<ResourceId, String> renamed = new LinkedHashMap<>();
        for (Change change : outcome.changed()) {
            if (!change.before().externalId().equals(change.after().externalId())) {
                renamed.put(change.after().id(), change.after().externalId());
            }
        }
        store.rename(workspace.realm(), workspace.id(), renamed);
        store.delete(
                workspace.realm(),
                workspace.id(),
                outcome.removed().stream().map(Resource::id).toList());
    }

    private void record(Workspace workspace, Actor actor, ImportOutcome outcome) {
        Resource connector = outcome.connector();
        recorder.record(
                workspace.realm(),
                workspace.id(),
                workspace.alias(),
                actor,
                ActivityType.RESOURCES_IMPORTED,
                new Target(connector.type(), connector.id().value(), connector.name()),
                new Changes()
                        .field("added", null, names(outcome.added()))
                        .field("changed", olds(outcome.changed()), news(outcome.changed()))
                        .field("vanished", names(outcome.vanished()), null)
                        .field("removed", names(outcome.removed()), null)
                        .field("counts", null, counts(outcome)));
    }

    private static String counts(ImportOutcome outcome) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("added", outcome.added().size());
        counts.put("changed", outcome.changed().size());
        counts.put("unchanged", outcome.unchanged());
        counts.put("vanished", outcome.vanished().size());
        counts.put("removed", outcome.removed().size());
        return counts.toString();
    }

    private static @Nullable List<String> names(List<Resource> resources) {
        return resources.isEmpty()
                ? null
                : resources.stream().map(ImportService::name).toList();
    }

    private static @Nullable List<String> olds(List<Change> changes) {
        return changes.isEmpty()
                ? null
                : changes.stream()
                        .map(change -> name(change.before()) + " " + values(change.before(), change.fields()))
                        .toList();
    }

    private static @Nullable List<String> news(List<Change> changes) {
        return changes.isEmpty()
                ? null
                : changes.stream()
                        .map(change -> name(change.after()) + " " + values(change.after(), change.fields()))
                        .toList();
    }

    private static String name(Resource resource) {
        return resource.type() + "/" + resource.externalId();
    }

    private static String values(Resource resource, List<String> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String field : fields) {
            values.put(
                    field,
                    switch (field) {
                        case "externalId" -> resource.externalId();
                        case "name" -> resource.name();
                        case "category" -> String.valueOf(resource.category());
                        case "subCategory" -> String.valueOf(resource.subCategory());
                        case "providers" -> resource.providers();
                        case "parent" -> String.valueOf(resource.parent());
                        case "requires" -> resource.requires();
                        case "attributes" -> new TreeMap<>(resource.attributes());
                        default -> resource.active();
                    });
        }
        return values.toString();
    }
}
