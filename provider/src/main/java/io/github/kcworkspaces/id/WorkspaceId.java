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

    @Override
    public String toString() {
        return value;
    }
}
