package io.github.kcworkspaces.job;

import io.github.kcworkspaces.job.Issue.Code;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.TextRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a row as it stands, whoever uploads it and wherever to. */
final class RowCheck {

    /** What the first name and the address of sample rows of the template look like. */
    static final String SAMPLE_MARK = "[sample]";

    static final String SAMPLE_DOMAIN = "@sample.invalid";

    static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "ja");
    private static final Set<String> NO = Set.of("", "no", "n", "false", "0", "nein");

    /** Whether an address can be told from a name; what exactly is an address, the rules of invitations say. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\]+@[^\\s@\"(),:;<>\\[\\]\\\\]+");

    private RowCheck() {}

    /** The row with a verdict, if there is one already; what is too long for the columns is cut. */
    static JobRow check(int number, Map<Column, String> sent) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        List<Issue> issues = new ArrayList<>();
        Set<Column> tooLong = EnumSet.noneOf(Column.class);
        sent.forEach((column, text) -> {
            String cell = text.strip();
            if (cell.codePointCount(0, cell.length()) > column.longest()) {
                cell = cell.substring(0, cell.offsetByCodePoints(0, column.longest()));
                tooLong.add(column);
            }
            if (!cell.isEmpty()) {
                cells.put(column, storable(cell));
            }
            texts(column, cell, issues);
        });
        for (Column column : tooLong) {
            issues.add(new Issue(column, Code.TOO_LONG, "is longer than " + column.longest() + " characters"));
        }
        JobRow row = new JobRow(number, cells, JobRow.State.WAITING, List.of());
        if (isSample(row)) {
            issues.clear();
            issues.add(new Issue(Column.EMAIL, Code.SAMPLE_ROW, "is a sample of the template: remove the row"));
        } else {
            values(row, tooLong, issues);
        }
        return issues.isEmpty() ? row : row.settled(JobRow.State.FAILED, issues);
    }

    private static boolean isSample(JobRow row) {
        return row.cell(Column.FIRST_NAME).toLowerCase(Locale.ROOT).startsWith(SAMPLE_MARK)
                || row.emailKey().endsWith(SAMPLE_DOMAIN);
    }

    private static void values(JobRow row, Set<Column> tooLong, List<Issue> issues) {
        for (Column column : List.of(Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL)) {
            if (row.cell(column).isEmpty()) {
                issues.add(new Issue(column, Code.REQUIRED, "is required"));
            }
        }
        String email = row.cell(Column.EMAIL);
        if (!email.isEmpty()
                && !tooLong.contains(Column.EMAIL)
                && !EMAIL.matcher(email).matches()) {
            issues.add(new Issue(Column.EMAIL, Code.INVALID_EMAIL, "is no e-mail address"));
        }
        String expiry = row.cell(Column.EXPIRY);
        if (!expiry.isEmpty() && Expiry.parse(expiry).isEmpty()) {
            issues.add(new Issue(
                    Column.EXPIRY, Code.INVALID_VALUE, "must be a number of hours, or a day such as 2027-03-31"));
        }
        String bypass = row.cell(Column.BYPASS).toLowerCase(Locale.ROOT);
        if (!YES.contains(bypass) && !NO.contains(bypass)) {
            issues.add(new Issue(Column.BYPASS, Code.INVALID_VALUE, "must be yes or no"));
        }
    }

    /** Control characters and what hides: not for names, addresses or references. */
    private static void texts(Column column, String cell, List<Issue> issues) {
        TextRules rules = new TextRules();
        switch (column) {
            case MESSAGE, WORKSPACES, ROLES -> rules.prose(column.field(), cell, column.longest());
            default -> rules.optional(column.field(), cell, column.longest());
        }
        try {
            rules.enforce();
        } catch (Problem refusal) {
            refusal.violations()
                    .forEach(violation ->
                            issues.add(new Issue(violation.field(), Code.INVALID_VALUE, violation.message())));
        }
    }

    /** No database column takes NUL or half a character. */
    private static String storable(String cell) {
        return cell.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? '\uFFFD'
                        : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
