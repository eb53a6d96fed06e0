package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.job.RowSource;
import io.github.kcworkspaces.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** The first visible sheet of a workbook. A formula stands for the value that was last computed. */
final class XlsxRows implements RowSource {

    private final byte[] file;

    XlsxRows(byte[] file) {
        this.file = file;
    }

    @Override
    public void read(RowSink sink) {
        new ZipGuard(file).inspect();
        try (ReadableWorkbook workbook = open();
                Stream<Row> rows = open(workbook)) {
            Heading.read(new SheetRows(rows.iterator()), sink);
        } catch (IOException broken) {
            throw unreadable();
        }
    }

    private ReadableWorkbook open() throws IOException {
        try {
            return new ReadableWorkbook(new ByteArrayInputStream(file));
        } catch (RuntimeException broken) {
            throw unreadable();
        }
    }

    private static Stream<Row> open(ReadableWorkbook workbook) throws IOException {
        try {
            return sheet(workbook).openStream();
        } catch (Problem refusal) {
            throw refusal;
        } catch (RuntimeException broken) {
            throw unreadable();
        }
    }

    /** Nothing of the reader's message: it may repeat what is in the file. */
    private static Problem unreadable() {
        return SheetRules.unreadable("is no workbook that can be read");
    }

    /** The reader's rows. What it fails with is a fault of the file. */
    private static final class SheetRows implements Heading.Rows {

        private final Iterator<Row> rows;
        private int number;

        SheetRows(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable List<@Nullable String> next() {
            try {
                if (!rows.hasNext()) {
                    return null;
                }
                Row row = rows.next();
                number = row.getRowNum();
                return texts(row);
            } catch (RuntimeException broken) {
                throw unreadable();
            }
        }

        @Override
        public int number() {
            return number;
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook) {
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> SheetRules.unreadable("has no visible sheet"));
    }

    private static List<@Nullable String> texts(Row row) {
        List<@Nullable String> texts = new ArrayList<>(row.getCellCount());
        for (int index = 0; index < row.getCellCount(); index++) {
            Cell cell = row.getCell(index);
            texts.add(cell == null ? null : text(cell));
        }
        return texts;
    }

    /** Numbers as they are written: made to text by their value, a small one could fill the memory with zeros. */
    private static @Nullable String text(Cell cell) {
        CellType type = cell.getType();
        if (type == CellType.EMPTY || type == CellType.ERROR) {
            return null;
        }
        return type == CellType.STRING ? cell.asString() : cell.getRawValue();
    }
}
