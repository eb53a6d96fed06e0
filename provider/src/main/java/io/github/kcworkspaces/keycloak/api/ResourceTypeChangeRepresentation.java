package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource type to create, or to replace another with.
 *
 * @param key null, or as in the path
 * @param name null for the key
 * @param labels names by language
 * @param icon name of an icon
 * @param categoryLabels names by language of its category and those of its actions
 * @param kinds kinds of its resources, with names by language
 * @param actionLabels names of actions by language
 * @param actionCategories category of an action, where it is not that of the type
 * @param baseAction null for the first action
 * @param registration {@code REQUIRED} (also when null) or {@code OPTIONAL}
 * @param gate {@code strict} or {@code auto}, for a type with a parent type; blank for what the settings of the realm say
 * @param shareable the actions that a share can give; null for those of {@code view}, {@code use}, {@code access} and
 *     {@code read} that there are
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceTypeChangeRepresentation(
        @Nullable String key,
        @Nullable String name,
        @Nullable Map<String, String> labels,
        @Nullable String icon,
        @Nullable String category,
        @Nullable Map<String, Map<String, String>> categoryLabels,
        @Nullable Map<String, Map<String, String>> kinds,
        @Nullable List<String> actions,
        @Nullable Map<String, Map<String, String>> actionLabels,
        @Nullable Map<String, String> actionCategories,
        @Nullable String baseAction,
        @Nullable Map<String, List<String>> implies,
        @Nullable String parentType,
        @Nullable String registration,
        @Nullable String gate,
        @Nullable List<String> shareable,
        @Nullable Long version) {}
