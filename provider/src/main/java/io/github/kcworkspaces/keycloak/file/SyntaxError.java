package io.github.kcworkspaces.keycloak.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.Collectors;

/** Says where a file is broken, in words for whoever wrote it. */
public final class SyntaxError {

    private SyntaxError() {}

    /** {@code cannot be read at line 2, column 5: …} */
    public static String describe(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "cannot be read" + where + ": " + why(malformed.getOriginalMessage());
    }

    /** Without the parser's own marks, which repeat lines of the file and name its settings. */
    private static String why(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .map(line -> line.replaceFirst("\\s*\\(start marker at .*", ""))
                .collect(Collectors.joining(", "));
    }
}
