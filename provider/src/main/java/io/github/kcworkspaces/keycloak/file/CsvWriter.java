package io.github.kcworkspaces.keycloak.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV in UTF-8 with the mark by which spreadsheets know that. */
final class CsvWriter implements SheetWriter {

    private static final char MARK = '\uFEFF';

    private final CSVPrinter printer;

    CsvWriter(OutputStream out) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(MARK);
        printer = new CSVPrinter(text, CSVFormat.RFC4180);
    }

    @Override
    public void row(List<String> cells) throws IOException {
        printer.printRecord(cells.stream().map(FormulaGuard::safe));
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
