package io.github.kcworkspaces.keycloak.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** RFC 4180 in UTF-8, with the mark by which spreadsheets know that. */
public final class CsvTable implements Table {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVPrinter printer;

    public CsvTable(OutputStream output) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    public void head(List<String> names) throws IOException {
        printer.printRecord(names);
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        for (Object cell : cells) {
            if (cell instanceof String text) {
                printer.print(Table.harmless(text));
            } else if (cell instanceof Instant time) {
                printer.print(Table.text(time));
            } else {
                printer.print(cell);
            }
        }
        printer.println();
    }

    @Override
    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void finish() throws IOException {
        printer.close(true);
    }
}
