package io.github.kcworkspaces.keycloak.file;

/**
 * What a spreadsheet would run is text: it gets an apostrophe before it, as one types it there. Reading takes the apostrophe
 * away again, so that a file can go out and come back.
 */
public final class FormulaGuard {

    /** What begins a formula, also in full width, or hides from a look at the first character that one follows. */
    private static final String BEGINS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private FormulaGuard() {}

    public static String safe(String text) {
        return begins(text, 0) ? "'" + text : text;
    }

    static String bare(String text) {
        return text.startsWith("'") && begins(text, 1) ? text.substring(1) : text;
    }

    private static boolean begins(String text, int at) {
        return text.length() > at && BEGINS.indexOf(text.charAt(at)) >= 0;
    }
}
