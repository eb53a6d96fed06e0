package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.RowSource.RowSink;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a file by its first row. Those that results have beside them are passed over, so that one can send such a file again. */
final class Heading {

    static final String ROW = "Row";
    static final String RESULT = "Result";
    static final String PROBLEMS = "Problems";

    private static final Set<String> PASSED_OVER =
            Set.of(ROW.toLowerCase(Locale.ROOT), RESULT.toLowerCase(Locale.ROOT), PROBLEMS.toLowerCase(Locale.ROOT));

    private final Map<Integer, Column> columns = new HashMap<>();
    private final int width;

    private Heading(List<@Nullable String> titles) {
        Set<Column> seen = new HashSet<>();
        for (int index = 0; index < titles.size(); index++) {
            String title = titles.get(index);
            if (title == null || title.isBlank()) {
                continue;
            }
            Column column = Column.titled(title.strip()).orElse(null);
            if (column == null) {
                SheetRules.headingIsKnown(PASSED_OVER.contains(title.strip().toLowerCase(Locale.ROOT)), title.strip());
                continue;
            }
            SheetRules.check(seen.add(column), "has the column '" + column.title() + "' twice");
            columns.put(index, column);
        }
        width = titles.size();
        SheetRules.headingIsThere(seen.contains(Column.EMAIL));
    }

    /** Rows as they come, the heading among them. */
    interface Rows {

        /** The cells of the next row; null after the last one. */
        @Nullable
        List<@Nullable String> next();

        /** Its number, as a spreadsheet counts. */
        int number();
    }

    /** Hands all rows on that are not blank. */
    static void read(Rows rows, RowSink sink) {
        List<@Nullable String> titles = rows.next();
        SheetRules.headingIsThere(titles != null);
        Heading heading = new Heading(titles == null ? List.of() : titles);
        for (List<@Nullable String> row = rows.next(); row != null; row = rows.next()) {
            heading.row(rows.number(), row, sink);
        }
    }

    private void row(int number, List<@Nullable String> texts, RowSink sink) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            if (text == null || text.isBlank()) {
                continue;
            }
            SheetRules.check(
                    index < width, "has more cells in row " + number + " than its heading; put texts into quotes");
            Column column = columns.get(index);
            if (column != null) {
                cells.put(column, FormulaGuard.bare(text));
            }
        }
        if (!cells.isEmpty()) {
            sink.row(number, cells);
        }
    }
}
