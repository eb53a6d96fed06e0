package io.github.kcworkspaces.id;

/**
 * Id of a Keycloak group.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record GroupId(String value) {

    public GroupId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank GroupId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
