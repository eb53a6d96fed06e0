package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many actions a change of grants gave and took.
 *
 * @param warnings what the change leaves incomplete
 * @param members how many users it would affect; in dry runs only
 * @param resources how many single resources it touches
 * @param raised ids of parents that it grants as well
 * @param withdrawn ids of resources that lose what they are granted as well
 * @param names of the resources in this answer, by id; at most a thousand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantsOutcomeRepresentation(
        int added,
        int removed,
        List<GrantWarningRepresentation> warnings,
        @Nullable Long members,
        int resources,
        List<String> raised,
        List<String> withdrawn,
        Map<String, String> names) {}
