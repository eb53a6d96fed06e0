package io.github.kcworkspaces.user;

import io.github.kcworkspaces.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Which users are wanted; a null member does not restrict.
 *
 * @param search in the names and the e-mail
 * @param workspace that they belong to
 * @param role id or name of a role that they hold in the workspace, or in any
 * @param after cursor of an earlier slice
 */
public record UserFilter(
        @Nullable String search,
        User.@Nullable Type type,
        User.@Nullable Status status,
        User.@Nullable Source source,
        @Nullable WorkspaceId workspace,
        @Nullable String role,
        @Nullable String after,
        int max) {

    /** All users. */
    public static UserFilter all(int max) {
        return new UserFilter(null, null, null, null, null, null, null, max);
    }

    /** The same users, from another place of the list. */
    public UserFilter from(@Nullable String cursor, int rows) {
        return new UserFilter(search, type, status, source, workspace, role, cursor, rows);
    }
}
