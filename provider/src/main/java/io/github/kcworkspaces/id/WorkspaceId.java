package io.github.kcworkspaces.id;

/**
 * Id of a workspace.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record WorkspaceId(String value) {

    public WorkspaceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank WorkspaceId");
        }
    }

    /** Whether a reference to a workspace is its id; if not, it is an alias, which never looks like an id. */
    public static boolean isId(String reference) {
        return Ids.isUuid(reference);
    }

    @Override
    public String toString() {
        return value;
    }
}
