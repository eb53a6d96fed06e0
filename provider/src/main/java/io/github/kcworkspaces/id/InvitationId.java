package io.github.kcworkspaces.id;

/**
 * Id of an invitation. No secret: who has it has no invitation yet.
 *
 * @param value the id as stored and as sent on the wire; never blank
 */
public record InvitationId(String value) {

    public InvitationId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank InvitationId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
