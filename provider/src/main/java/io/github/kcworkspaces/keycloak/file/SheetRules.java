package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What spreadsheets and CSV files must look like. What they hold is never told from their names or media types. */
final class SheetRules {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private SheetRules() {}

    static boolean isZip(byte[] file) {
        return startsWith(file, ZIP) || startsWith(file, EMPTY_ZIP);
    }

    static void isNoOldWorkbook(byte[] file) {
        if (startsWith(file, OLE)) {
            throw unreadable(
                    "is an encrypted workbook, or one of the old format .xls: save it as .xlsx without password");
        }
    }

    private static boolean startsWith(byte[] file, byte[] mark) {
        if (file.length < mark.length) {
            return false;
        }
        for (int index = 0; index < mark.length; index++) {
            if (file[index] != mark[index]) {
                return false;
            }
        }
        return true;
    }

    static Problem unreadable(String why) {
        return new Problem(ProblemCode.UNREADABLE_FILE, "the file " + why);
    }

    static Problem tooLarge(String why) {
        return new Problem(ProblemCode.TOO_LARGE, "the file " + why);
    }

    static void check(boolean fine, String why) {
        if (!fine) {
            throw unreadable(why);
        }
    }

    static void within(long size, long most, String what) {
        if (size > most) {
            throw tooLarge("has " + what + " beyond " + most);
        }
    }

    /** A misspelt heading would else be ignored, and the sender think that it worked. */
    static void headingIsKnown(boolean known, String heading) {
        if (!known) {
            throw new Problem(
                    ProblemCode.UNREADABLE_FILE,
                    String.format(
                            Locale.ROOT,
                            "the file has a column '%s', which is none of: %s",
                            heading.length() > 100 ? heading.substring(0, 100) : heading,
                            String.join(", ", titles())),
                    List.of(),
                    Map.of());
        }
    }

    static void headingIsThere(boolean there) {
        check(
                there,
                "has no column '" + Column.EMAIL.title() + "': its first row must name the columns: "
                        + String.join(", ", titles()));
    }

    private static List<String> titles() {
        return List.of(Column.values()).stream().map(Column::title).toList();
    }
}
