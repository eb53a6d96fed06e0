package io.github.kcworkspaces.id;

/**
 * Id of a registered resource; not the external id that its application knows.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record ResourceId(String value) {

    public ResourceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank ResourceId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
