package io.github.kcworkspaces.audit.anomaly;

import io.github.kcworkspaces.audit.Target;

/**
 * Something that may be an attack, or its preparation.
 *
 * @param subject the user, or the address, that it is about
 * @param count of what was counted
 * @param row id of the row that it was found at
 */
public record Anomaly(Kind kind, Target subject, int count, String row) {

    /** The closed set of what is looked for. Part of the API: added to, never renamed. */
    public enum Kind {
        /** Five failed logins of one user in ten minutes. */
        BRUTE_FORCE_USER,
        /** Five failed logins from one address in ten minutes. */
        BRUTE_FORCE_ADDRESS,
        /** Three exports by one person in ten minutes. */
        MASS_EXPORT,
        /** Access that was given without acceptance. */
        BYPASS_INVITATION,
        /** Somebody became account admin or account owner. */
        ADMIN_PROMOTION
    }

    /** What is reported once in a while, however often it is found. */
    public record Key(Kind kind, String subject) {}

    public Key key() {
        return new Key(kind, subject.id());
    }
}
