package io.github.kcworkspaces.id;

/**
 * Id of a template or workspace role.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record RoleId(String value) {

    public RoleId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank RoleId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
