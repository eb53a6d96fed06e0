package io.github.kcworkspaces.job;

/**
 * What is wrong with a row.
 *
 * @param field member of the invitation
 * @param message for a person; holds nothing that the uploader may not see
 */
public record Issue(String field, Code code, String message) {

    /** Part of the API: added, never renamed. */
    public enum Code {
        REQUIRED,
        INVALID_EMAIL,
        INVALID_VALUE,
        TOO_LONG,
        /** One of the rows that the template shows. */
        SAMPLE_ROW,
        /** An earlier row of the file invites the same person to the same workspace. */
        DUPLICATE_ROW,
        ALREADY_MEMBER,
        ALREADY_INVITED,
        /** There is none, or the uploader does not see it. */
        UNKNOWN_WORKSPACE,
        UNKNOWN_ROLE,
        /** The uploader may not, or no longer, invite there. */
        ACCESS_DENIED,
        /** One grants only what one holds (rule R5). */
        CANNOT_GRANT,
        BYPASS_NOT_ALLOWED,
        /** A refusal of another rule; the message says which. */
        REFUSED,
        /** The row failed on the server each time that it was tried. */
        UNEXPECTED_ERROR
    }

    public Issue(Column column, Code code, String message) {
        this(column.field(), code, message);
    }
}
