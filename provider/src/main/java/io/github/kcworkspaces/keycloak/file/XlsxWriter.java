package io.github.kcworkspaces.keycloak.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet. Texts stand where they are, so that none is kept in memory. */
final class XlsxWriter implements SheetWriter {

    private static final int FLUSHED_ROWS = 500;
    private static final int LONGEST_TEXT = 32_767;
    private static final double WIDTH = 24;

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxWriter(OutputStream out, String name) {
        this.out = out;
        workbook = new Workbook(out, "Keycloak Workspaces", null);
        sheet = workbook.newWorksheet(name);
        sheet.freezePane(0, 1);
    }

    @Override
    public void row(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            if (row == 0) {
                sheet.width(column, WIDTH);
            }
            String text = FormulaGuard.safe(cells.get(column));
            sheet.inlineString(row, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        }
        row++;
        if (row % FLUSHED_ROWS == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
        out.close();
    }
}
