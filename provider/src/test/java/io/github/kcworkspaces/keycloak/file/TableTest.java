package io.github.kcworkspaces.keycloak.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final Instant TIME = Instant.parse("2026-11-21T16:20:07Z");

    private static final List<@Nullable Object> ROW =
            Arrays.asList("=1+1", "Zoë \"Z\", 李\nnext", null, 7, TIME, " + no formula", "-");

    private static byte[] written(boolean csv) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Table table = csv ? new CsvTable(output) : new XlsxTable(output, "Users");
        table.head(List.of("a", "b", "c", "d", "e", "f", "g"));
        table.row(ROW);
        table.flush();
        table.row(ROW);
        table.finish();
        return output.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20x"})
    @Tag("OBN-61")
    void whatASpreadsheetWouldRunGetsAnApostrophe(String text) {
        assertThat(Table.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", " =1", "'=1", "1-1", "ä"})
    void otherTextStaysAsItIs(String text) {
        assertThat(Table.harmless(text)).isEqualTo(text);
    }

    @Test
    @Tag("OBN-61")
    void aFileOfCommaSeparatedValuesReadsAsItWasWritten() throws IOException {
        String text = new String(written(true), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFa,b,c").contains("\r\n");
        try (CSVParser parser = CSVParser.parse(new StringReader(text.substring(1)), CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records).hasSize(3);
            assertThat(records.get(2).toList())
                    .containsExactly(
                            "'=1+1", "Zoë \"Z\", 李\nnext", "", "7", "2026-11-21 16:20:07", " + no formula", "'-");
        }
    }

    @Test
    @Tag("OBN-62")
    void aWorkbookHasTheSameCellsWithRealNumbersAndTimes() throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(written(false)));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<Row> all = rows.toList();
            assertThat(all).hasSize(3);
            Row last = all.get(2);
            assertThat(last.getCellText(0)).isEqualTo("'=1+1");
            assertThat(last.getCellText(1)).isEqualTo("Zoë \"Z\", 李\nnext");
            assertThat(last.getOptionalCell(2).map(Cell::getText).orElse("")).isEmpty();
            assertThat(last.getCellAsNumber(3))
                    .hasValueSatisfying(number -> assertThat(number).isEqualByComparingTo("7"));
            assertThat(last.getCellAsDate(4))
                    .hasValueSatisfying(time -> assertThat(time).isEqualTo("2026-11-21T16:20:07"));
            assertThat(last.getCellText(6)).isEqualTo("'-");
        }
    }
}
