package io.github.kcworkspaces.share;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shares of a resource shall be; a null list stays as it is, an empty one ends all.
 *
 * @param workspaces ids or aliases
 */
public record SharesChange(
        @Nullable List<String> workspaces,
        @Nullable List<Entry> members,
        @Nullable List<Entry> groups) {

    /**
     * A user or group and what it may do.
     *
     * @param id of the user or group
     */
    public record Entry(String id, List<String> actions) {}
}
