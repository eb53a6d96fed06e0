package io.github.kcworkspaces.audit.retention;

/** Why rows that may go stay for now. */
public enum Obstacle {
    /** An enabled sink has not got them yet: delivered before it leaves, or the sink is switched off by somebody who answers for it. */
    SINK_BEHIND,
    /** Nor has it got the row that tells of the present policy. */
    CHANGE_NOT_DELIVERED,
    /** The realm has no RS256 key to sign with. */
    NO_KEY,
    /** They are to be archived, and the server has no directory for that. */
    NO_ARCHIVE_DIRECTORY,
    /** Writing the archive, or reading it back, has failed. */
    ARCHIVE_FAILED
}
