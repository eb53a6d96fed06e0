package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.importing.ImportRules;
import io.github.kcworkspaces.importing.Inventory;
import io.github.kcworkspaces.importing.Inventory.Connector;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.importing.Inventory.Notice;
import io.github.kcworkspaces.importing.Inventory.Prompt;
import io.github.kcworkspaces.importing.Inventory.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code widgets.json}, {@code apps.json} and {@code agents.json} of an OpenBB backend: one of them as it is, or several
 * as members of an object. Of addresses only the path is kept, and nothing of what the backend shows.
 */
public final class OpenBbFiles {

    public static final String FORMAT = "openbb";

    private static final String CONNECTOR = "connector";
    private static final String WIDGETS = "widgets";
    private static final String APPS = "apps";
    private static final String AGENTS = "agents";
    private static final List<String> PARTS = List.of(WIDGETS, APPS, AGENTS);

    private final Set<String> covered = new HashSet<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private @Nullable Connector connector;
    private int count;

    private OpenBbFiles() {}

    /**
     * What the request says beside its body.
     *
     * @param connector external id of the connector; null when the body has it
     * @param part which file the body is; null to tell by its shape
     */
    public record Parameters(
            @Nullable String connector,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String prefix,
            @Nullable String part) {

        private boolean nameConnector() {
            return connector != null || name != null || kind != null || prefix != null;
        }
    }

    /** Reads what was sent; whatever is wrong with it is refused with a pointer to it. */
    public static Inventory read(byte[] body, Parameters parameters) {
        FileRules.partIsKnown(parameters.part(), PARTS);
        String shape = parameters.part() == null ? shape(body) : parameters.part();
        OpenBbFiles files = new OpenBbFiles();
        JsonCursor.read(body, json -> {
            if (shape.equals(CONNECTOR)) {
                json.members("", (name, pointer) -> files.part(json, name, pointer));
            } else {
                files.part(json, shape, "");
            }
        });
        FileRules.onlyOneConnector(files.connector != null, parameters.nameConnector());
        Connector named = files.connector != null
                ? files.connector
                : new Connector(
                        FileRules.present(CONNECTOR, parameters.connector()),
                        parameters.name(),
                        parameters.kind(),
                        orEmpty(parameters.prefix()),
                        "");
        return new Inventory(FORMAT, named, files.covered, files.items, files.prompts, files.notices);
    }

    /** Which file it is; {@code connector} for an object of several. */
    private static String shape(byte[] body) {
        Set<String> names = new HashSet<>();
        Set<String> inside = new HashSet<>();
        boolean[] seen = new boolean[2];
        JsonCursor.read(body, json -> {
            if (json.isArray()) {
                seen[0] = true;
                json.items("", (name, pointer) -> {});
                return;
            }
            json.members("", (name, pointer) -> {
                names.add(name);
                seen[1] |= name.equals("name") && json.isText();
                if (inside.isEmpty() && json.isObject()) {
                    json.members(pointer, (member, at) -> inside.add(member));
                }
            });
        });
        if (seen[0] || seen[1]) {
            return APPS;
        }
        if (names.isEmpty()) {
            throw FileRules.unclearShape(PARTS);
        }
        if (names.stream().allMatch(name -> name.equals(CONNECTOR) || PARTS.contains(name))) {
            return CONNECTOR;
        }
        return inside.contains("endpoints") && !inside.contains("endpoint") ? AGENTS : WIDGETS;
    }

    private void part(JsonCursor json, String name, String pointer) {
        if (json.isNull()) {
            return;
        }
        switch (name) {
            case CONNECTOR -> connector(json, pointer);
            case WIDGETS -> {
                covered.add(Inventory.WIDGET);
                json.members(pointer, (key, at) -> widget(json, key, at));
            }
            case APPS -> {
                covered.add(Inventory.APP);
                covered.add(Inventory.PROMPT);
                if (json.isObject()) {
                    app(json, pointer);
                } else {
                    json.items(pointer, (index, at) -> app(json, at));
                }
            }
            case AGENTS -> {
                covered.add(Inventory.AGENT);
                json.members(pointer, (key, at) -> agent(json, key, at));
            }
            default -> throw FileRules.unknownMember(pointer);
        }
    }

    private void connector(JsonCursor json, String pointer) {
        Map<String, String> texts = new HashMap<>();
        json.members(pointer, (name, at) -> {
            switch (name) {
                case "externalId", "name", "kind", "prefix" -> put(texts, name, json.text(at));
                default -> throw FileRules.unknownMember(at);
            }
        });
        connector = new Connector(
                FileRules.present(pointer + "/externalId", texts.get("externalId")),
                texts.get("name"),
                texts.get("kind"),
                orEmpty(texts.get("prefix")),
                pointer);
    }

    private void widget(JsonCursor json, String key, String pointer) {
        countOne();
        Map<String, String> texts = new HashMap<>();
        List<String> sources = new ArrayList<>();
        boolean[] exportable = {true};
        json.members(pointer, (name, at) -> {
            switch (name) {
                case "name",
                        "category",
                        "searchCategory",
                        "subCategory",
                        "subcategory",
                        "type",
                        "widgetType",
                        "defaultViz",
                        "endpoint",
                        "widgetId" -> put(texts, name, json.text(at));
                case "source" -> sources(json, at, sources);
                case "exportable" -> exportable[0] = !Boolean.FALSE.equals(json.flag(at));
                default -> {}
            }
        });
        String id = texts.get("widgetId");
        if (id != null && !id.equals(key)) {
            notices.add(new Notice(pointer + "/widgetId", "differs from the key, which counts"));
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(Inventory.EXPORTABLE, exportable[0]);
        attributes.put("widgetType", first(texts, "table", "type", "widgetType", "defaultViz"));
        String endpoint = path(texts.get("endpoint"));
        if (!endpoint.isEmpty()) {
            attributes.put("endpoint", endpoint);
        }
        items.add(new Item(
                Inventory.WIDGET,
                FileRules.present(pointer, key),
                FileRules.present(pointer + "/name", texts.get("name")),
                blankToNull(first(texts, "", "category", "searchCategory")),
                blankToNull(first(texts, "", "subCategory", "subcategory")),
                sources,
                attributes,
                List.of(),
                pointer));
    }

    private static void sources(JsonCursor json, String pointer, List<String> sources) {
        Set<String> distinct = new LinkedHashSet<>();
        if (json.isArray()) {
            json.items(
                    pointer, (index, at) -> distinct.add(orEmpty(json.text(at)).strip()));
        } else {
            distinct.add(orEmpty(json.text(pointer)).strip());
        }
        distinct.remove("");
        sources.addAll(distinct);
    }

    private void app(JsonCursor json, String pointer) {
        countOne();
        Map<String, String> texts = new HashMap<>();
        List<Reference> layout = new ArrayList<>();
        List<Prompt> ofApp = new ArrayList<>();
        json.members(pointer, (name, at) -> {
            switch (name) {
                case "name" -> put(texts, name, json.text(at));
                case "tabs" -> {
                    if (!json.isNull()) {
                        json.members(at, (tab, tabAt) -> tab(json, tabAt, layout));
                    }
                }
                case "prompts" -> {
                    if (!json.isNull()) {
                        json.items(at, (index, promptAt) -> prompt(json, Integer.parseInt(index), promptAt, ofApp));
                    }
                }
                default -> {}
            }
        });
        String name = FileRules.present(pointer + "/name", texts.get("name")).strip();
        items.add(new Item(Inventory.APP, name, name, null, null, List.of(), Map.of(), layout, pointer));
        ofApp.forEach(prompt ->
                prompts.add(new Prompt(name, prompt.position(), prompt.text(), prompt.references(), prompt.pointer())));
    }

    private static void tab(JsonCursor json, String pointer, List<Reference> layout) {
        json.members(pointer, (name, at) -> {
            if (name.equals("layout") && !json.isNull()) {
                json.items(
                        at,
                        (index, placeAt) -> json.members(placeAt, (member, memberAt) -> {
                            if (member.equals("i")) {
                                layout.add(new Reference(FileRules.present(memberAt, json.text(memberAt)), memberAt));
                            }
                        }));
            }
        });
    }

    private void prompt(JsonCursor json, int position, String pointer, List<Prompt> found) {
        String text = json.text(pointer);
        if (text == null || text.isBlank()) {
            notices.add(new Notice(pointer, "is empty and was left out"));
        } else {
            countOne();
            found.add(new Prompt("", position, text, mentions(text, pointer), pointer));
        }
    }

    /** Widgets that a prompt mentions as <code>@[id:widget]</code>. */
    private static List<Reference> mentions(String text, String pointer) {
        List<Reference> mentions = new ArrayList<>();
        int start = text.indexOf("@[");
        while (start >= 0) {
            int end = text.indexOf(']', start);
            if (end < 0) {
                break;
            }
            String mention = text.substring(start + 2, end);
            if (mention.endsWith(":widget") && mention.length() > ":widget".length()) {
                mentions.add(new Reference(mention.substring(0, mention.length() - ":widget".length()), pointer));
            }
            start = text.indexOf("@[", end);
        }
        return mentions;
    }

    private void agent(JsonCursor json, String key, String pointer) {
        countOne();
        Map<String, String> texts = new HashMap<>();
        json.members(pointer, (name, at) -> {
            if (name.equals("name")) {
                put(texts, name, json.text(at));
            }
        });
        items.add(new Item(
                Inventory.AGENT,
                FileRules.present(pointer, key),
                FileRules.present(pointer + "/name", texts.get("name")),
                null,
                null,
                List.of(),
                Map.of(),
                List.of(),
                pointer));
    }

    private void countOne() {
        ImportRules.notTooMany(++count);
    }

    /** Without user, password and query, in which secrets are found. */
    private static String path(@Nullable String endpoint) {
        return endpoint == null
                ? ""
                : endpoint.replaceFirst("(?s)[?#].*$", "")
                        .replaceFirst("//[^/@]*@", "//")
                        .strip();
    }

    private static String first(Map<String, String> texts, String otherwise, String... names) {
        for (String name : names) {
            String text = texts.get(name);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return otherwise;
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
