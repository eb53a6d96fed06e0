package io.github.kcworkspaces.keycloak.file;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook whose rows leave memory as they are flushed: text stands in its cells, not in a table of its own. A sheet that
 * is full is followed by another with the same head.
 */
public final class XlsxTable implements Table {

    private static final String PRODUCT = "Keycloak Workspaces";
    private static final String VERSION = "1.0";
    private static final String TIME_FORMAT = "yyyy-mm-dd hh:mm:ss";

    /** Spreadsheets have 1,048,576 rows. */
    private static final int ROWS = 1_000_000;

    /** What a cell has room for. */
    private static final int LONGEST_TEXT = 32_767;

    private final Workbook workbook;
    private final String title;
    private Worksheet sheet;
    private List<String> names = List.of();
    private int sheets = 1;
    private int rows;

    public XlsxTable(OutputStream output, String title) {
        this.workbook = new Workbook(output, PRODUCT, VERSION);
        this.title = title;
        this.sheet = workbook.newWorksheet(title);
    }

    @Override
    public void head(List<String> columns) {
        names = List.copyOf(columns);
        for (int column = 0; column < names.size(); column++) {
            sheet.inlineString(0, column, names.get(column));
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        rows = 1;
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        if (rows == ROWS) {
            sheet.finish();
            sheets++;
            sheet = workbook.newWorksheet(title + " " + sheets);
            head(names);
        }
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof String text) {
                String harmless = Table.harmless(text);
                sheet.inlineString(
                        rows,
                        column,
                        harmless.length() > LONGEST_TEXT ? harmless.substring(0, LONGEST_TEXT) : harmless);
            } else if (cell instanceof Number number) {
                sheet.value(rows, column, number);
            } else if (cell instanceof Instant time) {
                sheet.value(rows, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
                sheet.style(rows, column).format(TIME_FORMAT).set();
            }
        }
        rows++;
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
    }
}
