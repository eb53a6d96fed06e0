package io.github.kcworkspaces.id;

/**
 * Id of a Keycloak realm (not its name, which may change).
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record RealmId(String value) {

    public RealmId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank RealmId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
