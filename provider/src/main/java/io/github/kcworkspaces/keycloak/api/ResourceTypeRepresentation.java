package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that an application protects.
 *
 * @param labels names by language
 * @param icon name of an icon
 * @param categoryLabels names by language of its category and those of its actions
 * @param kinds kinds of its resources, with names by language
 * @param actionLabels names of actions by language
 * @param actionCategories category of an action, where it is not that of the type
 * @param implies action and what it brings along
 * @param parentType null for none
 * @param registration {@code REQUIRED} or {@code OPTIONAL}
 * @param gate {@code strict} or {@code auto}; null for what the settings of the realm say
 * @param shareable the actions that a share can give
 * @param builtIn whether it can't be changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceTypeRepresentation(
        String key,
        String name,
        Map<String, String> labels,
        @Nullable String icon,
        @Nullable String category,
        Map<String, Map<String, String>> categoryLabels,
        Map<String, Map<String, String>> kinds,
        List<String> actions,
        Map<String, Map<String, String>> actionLabels,
        Map<String, String> actionCategories,
        String baseAction,
        Map<String, List<String>> implies,
        @Nullable String parentType,
        String registration,
        @Nullable String gate,
        List<String> shareable,
        boolean builtIn,
        long version) {}
