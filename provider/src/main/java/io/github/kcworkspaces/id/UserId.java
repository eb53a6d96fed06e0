package io.github.kcworkspaces.id;

/**
 * Id of a Keycloak user; up to 255 characters, because federated users have ids of the form {@code f:<component>:<external>}.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record UserId(String value) {

    public UserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank UserId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
