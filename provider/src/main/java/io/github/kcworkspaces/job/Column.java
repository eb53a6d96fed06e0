package io.github.kcworkspaces.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A column of a file of invitations. */
public enum Column {
    FIRST_NAME("First name", "firstName", 255),
    LAST_NAME("Last name", "lastName", 255),
    EMAIL("E-mail", "email", 255),
    /** Ids or aliases, separated by {@code ;}; where it is empty, the workspace that the file is uploaded to. */
    WORKSPACES("Workspaces", "workspaces", 2_000),
    /** Ids or names, separated by {@code ;}; the same in each workspace of the row. */
    ROLES("Roles", "roles", 2_000),
    MESSAGE("Message", "message", 1_000),
    /** Hours, or a day; see {@link Expiry}. */
    EXPIRY("Expiry", "expiry", 40),
    /** Whether access is given at once. */
    BYPASS("Bypass", "bypass", 10);

    private final String title;
    private final String field;
    private final int longest;

    Column(String title, String field, int longest) {
        this.title = title;
        this.field = field;
        this.longest = longest;
    }

    /** The heading in templates and results. */
    public String title() {
        return title;
    }

    /** The member of an invitation that it fills, by which verdicts name it. */
    public String field() {
        return field;
    }

    /** How many characters a cell may have. */
    public int longest() {
        return longest;
    }

    /** The column with the heading or the member's name, whatever the case and the marks between the letters. */
    public static Optional<Column> titled(String heading) {
        String wanted = letters(heading);
        return Stream.of(values())
                .filter(column -> letters(column.title).equals(wanted))
                .findFirst();
    }

    private static String letters(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
