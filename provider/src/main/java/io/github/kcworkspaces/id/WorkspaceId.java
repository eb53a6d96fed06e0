package io.github.kcworkspaces.id;

import java.util.regex.Pattern;

/**
 * Id of a workspace.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record WorkspaceId(String value) {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public WorkspaceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank WorkspaceId");
        }
    }

    /** Whether a reference to a workspace is its id; if not, it is an alias, which never looks like an id. */
    public static boolean isId(String reference) {
        return UUID.matcher(reference).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
