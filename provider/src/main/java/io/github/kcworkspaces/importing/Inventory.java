package io.github.kcworkspaces.importing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What files of an application say that there is: a connector and what belongs to it. Pointers are JSON pointers into what
 * was sent.
 *
 * @param format of the files; marks what an import brought, and only that can vanish by one
 * @param covered keys of the types that the files list completely
 * @param notices what is odd about the files and does not stop the import
 */
public record Inventory(
        String format,
        Connector connector,
        Set<String> covered,
        List<Item> items,
        List<Prompt> prompts,
        List<Notice> notices) {

    public static final String CONNECTOR = "data-connector";
    public static final String WIDGET = "widget";
    public static final String APP = "app";
    public static final String PROMPT = "prompt";
    public static final String AGENT = "agent";

    /** Attribute of a widget; where it is {@code false}, nobody is allowed the action {@value #EXPORT}. */
    public static final String EXPORTABLE = "exportable";

    static final String EXPORT = "export";

    public Inventory {
        covered = Set.copyOf(covered);
        items = List.copyOf(items);
        prompts = List.copyOf(prompts);
        notices = List.copyOf(notices);
    }

    /**
     * What everything else is a child of.
     *
     * @param name null to keep it, or to take the external id
     * @param kind null to keep it
     * @param prefix put before the ids of the files, so that two connectors of a workspace can use the same ones
     */
    public record Connector(
            String externalId,
            @Nullable String name,
            @Nullable String kind,
            String prefix,
            String pointer) {}

    /**
     * A thing with an id of its own.
     *
     * @param key id in the files
     * @param references widgets that it is made of
     */
    public record Item(
            String type,
            String key,
            String name,
            @Nullable String category,
            @Nullable String subCategory,
            List<String> providers,
            Map<String, Object> attributes,
            List<Reference> references,
            String pointer) {

        public Item {
            providers = List.copyOf(providers);
            attributes = Map.copyOf(attributes);
            references = List.copyOf(references);
        }
    }

    /**
     * A prompt of an app; it has no id in the files.
     *
     * @param app key of the app
     * @param position in the app, from 0
     */
    public record Prompt(String app, int position, String text, List<Reference> references, String pointer) {

        public Prompt {
            references = List.copyOf(references);
        }
    }

    /** A widget that something names, perhaps not as the widget's own id is written. */
    public record Reference(String widget, String pointer) {}

    /** Something that a person should know. */
    public record Notice(String pointer, String message) {}
}
