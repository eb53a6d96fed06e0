package io.github.kcworkspaces.resource;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How screens show a resource type. Decisions do not look at it. Labels are by language, such as {@code en}.
 *
 * @param labels names of the type
 * @param icon name of an icon; null for none
 * @param kinds kinds of resources of the type, with their labels; empty when it does not tell any apart
 * @param actionLabels names of actions
 * @param actionCategories category under which an action is grouped, where it is not the type's
 * @param categoryLabels names of the categories
 */
public record Presentation(
        Map<String, String> labels,
        @Nullable String icon,
        Map<String, Map<String, String>> kinds,
        Map<String, Map<String, String>> actionLabels,
        Map<String, String> actionCategories,
        Map<String, Map<String, String>> categoryLabels) {

    public static final Presentation NONE = new Presentation(Map.of(), null, Map.of(), Map.of(), Map.of(), Map.of());

    public Presentation {
        labels = Map.copyOf(labels);
        kinds = Map.copyOf(kinds);
        actionLabels = Map.copyOf(actionLabels);
        actionCategories = Map.copyOf(actionCategories);
        categoryLabels = Map.copyOf(categoryLabels);
    }

    /** This with what the other has, which wins where both have something. */
    Presentation with(Presentation other) {
        return new Presentation(
                union(labels, other.labels),
                other.icon == null ? icon : other.icon,
                union(kinds, other.kinds),
                union(actionLabels, other.actionLabels),
                union(actionCategories, other.actionCategories),
                union(categoryLabels, other.categoryLabels));
    }

    /** In the same order whenever it is the same; null for none. For the trail. */
    @Nullable
    String text() {
        return equals(NONE)
                ? null
                : "labels=" + new TreeMap<>(labels) + ", icon=" + icon + ", kinds=" + sorted(kinds) + ", actionLabels="
                        + sorted(actionLabels) + ", actionCategories=" + new TreeMap<>(actionCategories)
                        + ", categoryLabels=" + sorted(categoryLabels);
    }

    private static Map<String, Map<String, String>> sorted(Map<String, Map<String, String>> labels) {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        labels.forEach((key, byLanguage) -> sorted.put(key, new TreeMap<>(byLanguage)));
        return sorted;
    }

    private static <V> Map<String, V> union(Map<String, V> one, Map<String, V> other) {
        Map<String, V> union = new TreeMap<>(one);
        union.putAll(other);
        return union;
    }
}
