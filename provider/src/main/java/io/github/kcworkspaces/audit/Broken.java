package io.github.kcworkspaces.audit;

import org.jspecify.annotations.Nullable;

/**
 * The first place where the trail is not what was sealed.
 *
 * @param seq number of the row
 * @param id of the row; null where there is none
 */
public record Broken(long seq, @Nullable String id, Reason reason) {

    /** What is wrong there. */
    public enum Reason {
        /** Something that the hash covers is not what it was. */
        ROW_CHANGED,
        /** Values were put where a person was forgotten. */
        FORGOTTEN_PART_FILLED,
        /** There is no row with this number, but one behind it. */
        ROW_MISSING,
        /** The row is not behind the one that it was put behind. */
        ROW_DISPLACED,
        /** Rows are missing from here to the end. */
        TAIL_CUT,
        /** Nobody has sealed it. */
        ROW_ADDED,
        /** What was signed at this row is another trail. */
        NOT_WHAT_WAS_SIGNED,
        /** A checkpoint that no key of the realm has signed. */
        CHECKPOINT_FORGED,
        /** Rows up to here are gone, and nothing signed says that they were purged. */
        PURGE_UNPROVED
    }
}
