package io.github.kcworkspaces.audit;

import java.util.Locale;

/**
 * The parts of a row that may be about a person. They enter its hash as salted digests only, so that their values can be
 * forgotten and the hash still proves what is left.
 */
public enum Part {
    /** Id, names and impersonator of who acted. */
    ACTOR,
    /** The address he acted from. */
    ORIGIN,
    /** Id and name of what was changed. */
    TARGET,
    /** Old and new values. */
    DETAILS;

    /** As it is called in the hashed JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
