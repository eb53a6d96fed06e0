package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.importing.Inventory.Notice;
import io.github.kcworkspaces.importing.Inventory.Prompt;
import io.github.kcworkspaces.importing.Inventory.Reference;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares files with what there is, and says what to change. Looks nothing up and writes nothing. */
final class ImportPlanner {

    static final String FORMAT = "format";
    static final String KIND = "kind";

    private static final int LONGEST_NAME = 255;

    /** What a resource is found by. */
    record Key(String type, String externalId) {

        static Key of(Resource resource) {
            return new Key(resource.type(), resource.externalId());
        }
    }

    private final Workspace workspace;
    private final Inventory inventory;
    private final Supplier<String> ids;
    private final @Nullable Resource connectorBefore;
    private final List<Resource> children;
    private final Map<Key, Resource> there = new HashMap<>();
    private final Map<Key, Item> wanted = new LinkedHashMap<>();
    private final Map<Key, Key> renamed = new LinkedHashMap<>();
    private final List<Notice> notices;

    /**
     * @param connector the one that is there; null for none
     * @param children all of its children
     * @param renames which of them the files have under other ids
     */
    ImportPlanner(
            Workspace workspace,
            Inventory inventory,
            @Nullable Resource connector,
            List<Resource> children,
            List<String> renames,
            Supplier<String> ids) {
        this.workspace = workspace;
        this.inventory = inventory;
        this.connectorBefore = connector;
        this.children = children;
        this.ids = ids;
        this.notices = new ArrayList<>(inventory.notices());
        children.forEach(child -> there.put(Key.of(child), child));
        inventory.items().forEach(item -> want(externalId(item), item));
        renames.forEach(this::rename);
        prompts();
    }

    /** What the files describe and the connector has not under that id: perhaps the workspace has it elsewhere. */
    Map<Key, Item> unknown() {
        Map<Key, Item> unknown = new LinkedHashMap<>(wanted);
        unknown.keySet().removeIf(key -> there.containsKey(key) && !isRenamed(key));
        return unknown;
    }

    /** Whether a resource that is there gets this id. */
    boolean isRenamed(Key key) {
        return renamed.containsValue(key);
    }

    /** A resource of the workspace without a parent, which the import takes over. */
    void adopt(Resource resource) {
        there.put(Key.of(resource), resource);
    }

    ImportOutcome plan(boolean confirmVanished) {
        Resource connector = connector();
        List<Resource> added = new ArrayList<>();
        List<ImportOutcome.Change> changed = new ArrayList<>();
        int unchanged = sort(connectorBefore, connector, added, changed);
        Map<Key, ResourceId> known = new HashMap<>();
        wanted.keySet().forEach(key -> {
            Resource before = there.get(key);
            known.put(key, before == null ? new ResourceId(ids.get()) : before.id());
        });
        WidgetIndex widgets = widgets(known);
        List<Reference> unresolved = new ArrayList<>();
        for (Map.Entry<Key, Item> entry : wanted.entrySet()) {
            Key key = entry.getKey();
            Resource before = there.get(key);
            Resource after = resource(
                    Objects.requireNonNull(known.get(key)),
                    key,
                    entry.getValue(),
                    before,
                    connector,
                    requires(entry.getValue(), widgets, unresolved));
            unchanged += sort(before, after, added, changed);
        }
        List<Resource> gone = gone();
        List<Resource> vanished = gone.stream()
                .filter(Resource::active)
                .map(resource -> with(resource, false))
                .toList();
        return new ImportOutcome(
                connector,
                added,
                changed,
                unchanged,
                confirmVanished ? List.of() : vanished,
                confirmVanished ? gone : List.of(),
                confirmVanished ? 0 : gone.size(),
                suggestions(gone, added),
                unresolved,
                notices);
    }

    /** Where in the files a resource comes from. */
    String pointer(Resource resource) {
        Item item = wanted.get(Key.of(resource));
        return item == null ? inventory.connector().pointer() : item.pointer();
    }

    private void rename(String text) {
        Set<String> types = new TreeSet<>(inventory.covered());
        // They have no ids in the files, and follow their app.
        types.remove(Inventory.PROMPT);
        Renames.Rename rename = Renames.read(text, types, (before, after) -> {
            Resource old = there.get(before);
            return old != null
                    && imported(old)
                    && !renamed.containsValue(before)
                    && !wanted.containsKey(before)
                    && wanted.containsKey(after)
                    && !there.containsKey(after);
        });
        renamed.put(rename.before(), rename.after());
        there.put(rename.after(), Objects.requireNonNull(there.remove(rename.before())));
    }

    /** One that vanished and one that appeared, of one name; an app, whose name is its id, by the widgets that it shows. */
    private static List<ImportOutcome.Suggestion> suggestions(List<Resource> gone, List<Resource> added) {
        Map<List<Object>, List<Resource>> vanished = alike(gone);
        List<ImportOutcome.Suggestion> suggestions = new ArrayList<>();
        alike(added).forEach((signature, appeared) -> {
            List<Resource> before = vanished.getOrDefault(signature, List.of());
            if (before.size() == 1 && appeared.size() == 1) {
                suggestions.add(new ImportOutcome.Suggestion(before.get(0), appeared.get(0)));
            }
        });
        return suggestions;
    }

    private static Map<List<Object>, List<Resource>> alike(List<Resource> resources) {
        Map<List<Object>, List<Resource>> alike = new LinkedHashMap<>();
        for (Resource resource : resources) {
            boolean app = resource.type().equals(Inventory.APP);
            boolean telling =
                    app ? !resource.requires().isEmpty() : !resource.type().equals(Inventory.PROMPT);
            if (telling) {
                Object what = app ? Set.copyOf(resource.requires()) : resource.name();
                alike.computeIfAbsent(List.of(resource.type(), what), key -> new ArrayList<>())
                        .add(resource);
            }
        }
        return alike;
    }

    private void prompts() {
        List<Prompt> distinct = new ArrayList<>();
        Set<List<String>> texts = new HashSet<>();
        for (Prompt prompt : inventory.prompts()) {
            if (texts.add(List.of(prompt.app(), prompt.text()))) {
                distinct.add(prompt);
            } else {
                notices.add(new Notice(prompt.pointer(), "stands there twice"));
            }
        }
        String prefix = inventory.connector().prefix();
        PromptIds promptIds = new PromptIds(
                prefix,
                children.stream()
                        .filter(child -> child.type().equals(Inventory.PROMPT) && imported(child))
                        .toList(),
                this::app);
        promptIds.of(distinct).forEach((prompt, id) -> want(id, item(prompt, prefix)));
    }

    /** The id that the app of a prompt has in the files. */
    private String app(String before) {
        Key after = renamed.get(new Key(Inventory.APP, before));
        return after == null ? before : after.externalId();
    }

    private static Item item(Prompt prompt, String prefix) {
        return new Item(
                Inventory.PROMPT,
                "",
                name(prompt.text()),
                null,
                null,
                List.of(),
                Map.of(
                        PromptIds.APP, prefix + prompt.app(),
                        PromptIds.POSITION, prompt.position(),
                        PromptIds.TEXT, PromptIds.hash(prompt.text())),
                prompt.references(),
                prompt.pointer());
    }

    /** The text on one line, cut. The text itself is not kept. */
    private static String name(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cc}]+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private void want(String externalId, Item item) {
        ImportRules.keyIsUnique(wanted.putIfAbsent(new Key(item.type(), externalId), item), item);
    }

    private String externalId(Item item) {
        return inventory.connector().prefix() + item.key();
    }

    private Resource connector() {
        Inventory.Connector file = inventory.connector();
        Resource before = connectorBefore;
        Map<String, Object> attributes = new HashMap<>(before == null ? Map.of() : before.attributes());
        if (file.kind() != null) {
            attributes.put(KIND, file.kind());
        }
        attributes.put(FORMAT, inventory.format());
        String name = file.name();
        return new Resource(
                before == null ? new ResourceId(ids.get()) : before.id(),
                workspace.realm(),
                workspace.id(),
                Inventory.CONNECTOR,
                file.externalId(),
                name != null ? name : before == null ? file.externalId() : before.name(),
                before == null ? null : before.category(),
                before == null ? null : before.subCategory(),
                before == null ? List.of() : before.providers(),
                before == null ? null : before.parent(),
                before == null ? null : before.owner(),
                before == null ? List.of() : before.requires(),
                attributes,
                true,
                before == null ? 1 : before.version());
    }

    private Resource resource(
            ResourceId id,
            Key key,
            Item item,
            @Nullable Resource before,
            Resource connector,
            List<ResourceId> requires) {
        Map<String, Object> attributes = new HashMap<>(before == null ? Map.of() : before.attributes());
        attributes.putAll(item.attributes());
        withhold(attributes, before);
        attributes.put(FORMAT, inventory.format());
        return new Resource(
                id,
                workspace.realm(),
                workspace.id(),
                key.type(),
                key.externalId(),
                item.name(),
                item.category(),
                item.subCategory(),
                item.providers(),
                connector.id(),
                before == null ? null : before.owner(),
                requires,
                attributes,
                true,
                before == null ? 1 : before.version());
    }

    /** What the files say can't be exported is exported by nobody. What else is withheld by hand stays so. */
    private static void withhold(Map<String, Object> attributes, @Nullable Resource before) {
        Set<String> withheld = new TreeSet<>();
        if (attributes.get(ResourceFacts.WITHHELD) instanceof Collection<?> several) {
            several.forEach(action -> withheld.add(String.valueOf(action)));
        } else if (attributes.get(ResourceFacts.WITHHELD) instanceof String one) {
            withheld.add(one);
        }
        if (before != null && Boolean.FALSE.equals(before.attributes().get(Inventory.EXPORTABLE))) {
            withheld.remove(Inventory.EXPORT);
        }
        if (Boolean.FALSE.equals(attributes.get(Inventory.EXPORTABLE))) {
            withheld.add(Inventory.EXPORT);
        }
        if (withheld.isEmpty()) {
            attributes.remove(ResourceFacts.WITHHELD);
        } else {
            attributes.put(ResourceFacts.WITHHELD, List.copyOf(withheld));
        }
    }

    /** The widgets of the file, or without one those that earlier files brought. */
    private WidgetIndex widgets(Map<Key, ResourceId> known) {
        String prefix = inventory.connector().prefix();
        WidgetIndex widgets = new WidgetIndex();
        if (inventory.covered().contains(Inventory.WIDGET)) {
            known.forEach((key, id) -> add(widgets, prefix, key, id));
        } else {
            children.stream()
                    .filter(Resource::active)
                    .forEach(child -> add(widgets, prefix, Key.of(child), child.id()));
        }
        return widgets;
    }

    private static void add(WidgetIndex widgets, String prefix, Key key, ResourceId id) {
        if (key.type().equals(Inventory.WIDGET)) {
            String externalId = key.externalId();
            widgets.add(externalId.startsWith(prefix) ? externalId.substring(prefix.length()) : externalId, id);
        }
    }

    private static List<ResourceId> requires(Item item, WidgetIndex widgets, List<Reference> unresolved) {
        Set<ResourceId> requires = new LinkedHashSet<>();
        Set<String> missing = new HashSet<>();
        for (Reference reference : item.references()) {
            widgets.find(reference.widget()).ifPresentOrElse(requires::add, () -> {
                if (missing.add(reference.widget())) {
                    unresolved.add(reference);
                }
            });
        }
        return List.copyOf(requires);
    }

    private List<Resource> gone() {
        return children.stream()
                .filter(child -> imported(child)
                        && inventory.covered().contains(child.type())
                        && !renamed.containsKey(Key.of(child))
                        && !wanted.containsKey(Key.of(child)))
                .toList();
    }

    private boolean imported(Resource child) {
        return inventory.format().equals(child.attributes().get(FORMAT));
    }

    /** Returns 1 if nothing is to be done for the resource. */
    private static int sort(
            @Nullable Resource before, Resource after, List<Resource> added, List<ImportOutcome.Change> changed) {
        if (before == null) {
            added.add(after);
            return 0;
        }
        if (before.equals(after)) {
            return 1;
        }
        changed.add(new ImportOutcome.Change(before, after, fields(before, after)));
        return 0;
    }

    private static List<String> fields(Resource before, Resource after) {
        List<String> fields = new ArrayList<>();
        differs(fields, "externalId", before.externalId(), after.externalId());
        differs(fields, "name", before.name(), after.name());
        differs(fields, "category", before.category(), after.category());
        differs(fields, "subCategory", before.subCategory(), after.subCategory());
        differs(fields, "providers", before.providers(), after.providers());
        differs(fields, "parent", before.parent(), after.parent());
        differs(fields, "requires", before.requires(), after.requires());
        differs(fields, "attributes", before.attributes(), after.attributes());
        differs(fields, "active", before.active(), after.active());
        return fields;
    }

    private static void differs(List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(name);
        }
    }

    private static Resource with(Resource resource, boolean active) {
        return new Resource(
                resource.id(),
                resource.realm(),
                resource.workspace(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent(),
                resource.owner(),
                resource.requires(),
                resource.attributes(),
                active,
                resource.version());
    }
}
