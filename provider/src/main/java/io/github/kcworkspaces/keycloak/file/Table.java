package io.github.kcworkspaces.keycloak.file;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows that is written as it comes. A cell is text, a number, a time (written in UTC) or empty. Text that a
 * spreadsheet would take for a formula gets an apostrophe in front, so that opening the file runs nothing.
 */
public interface Table {

    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The first row. */
    void head(List<String> names) throws IOException;

    void row(List<@Nullable Object> cells) throws IOException;

    /** Sends on what was written so far. */
    void flush() throws IOException;

    /** Writes the end. Not done after a failure: a file that is cut off must not look like a whole one. */
    void finish() throws IOException;

    /** The text as a cell may have it. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    static String text(Instant time) {
        return TIME.format(time);
    }
}
