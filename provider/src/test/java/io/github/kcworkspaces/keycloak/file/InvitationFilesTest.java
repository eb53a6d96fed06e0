package io.github.kcworkspaces.keycloak.file;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.Issue;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people send, good and bad. */
class InvitationFilesTest {

    private static final String HEADING = "First name,Last name,E-mail\r\n";

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    @Tag("OBN-54")
    void theHeadingOfTheTemplateIsTheOneThatIsTakenAndItsRowsAreSamples(SheetFormat format) throws IOException {
        ByteArrayOutputStream template = new ByteArrayOutputStream();
        InvitationFiles.template(format, template);
        Map<Integer, Map<Column, String>> rows = rows(template.toByteArray());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2)).containsOnlyKeys(Column.values()).containsEntry(Column.EXPIRY, "72");
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.get(Column.FIRST_NAME)).startsWith("[Sample]");
            assertThat(row.get(Column.EMAIL)).endsWith("@sample.invalid");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void cellsAreSeparatedByCommasSemicolonsOrTabs(String between) {
        String file = String.join(between, "first name", "LAST_NAME", "\"E-Mail\"", "Workspaces")
                + "\n"
                + String.join(between, "Ada", "\"Love" + between + "lace\"", "ada@example.org", "\"a;b\"");
        assertThat(rows(utf8(file)).get(2))
                .isEqualTo(Map.of(
                        Column.FIRST_NAME,
                        "Ada",
                        Column.LAST_NAME,
                        "Love" + between + "lace",
                        Column.EMAIL,
                        "ada@example.org",
                        Column.WORKSPACES,
                        "a;b"));
    }

    @Test
    void quotesGoOverLinesAndRowsAreCountedAsASpreadsheetDoes() {
        Map<Integer, Map<Column, String>> rows = rows(utf8("First name;Last name;E-mail;Message\r\n"
                + "Ada;L;ada@example.org;\"two\r\nlines and \"\"quotes\"\"\"\r\n" + ";;;\r\n" + "\r\n"
                + "Bob;B;bob@example.org;\r\n"));
        assertThat(rows).containsOnlyKeys(2, 5);
        assertThat(rows.get(2)).containsEntry(Column.MESSAGE, "two\r\nlines and \"quotes\"");
        assertThat(rows.get(5)).doesNotContainKey(Column.MESSAGE);
    }

    @Test
    void textIsInUtf8OrInUtf16WithAMark() {
        String file = HEADING + "Зоя,Ó,z@example.org\n";
        for (byte[] bytes : List.of(
                utf8(file),
                utf8("\uFEFF" + file),
                ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16BE))) {
            assertThat(rows(bytes).get(2)).containsEntry(Column.FIRST_NAME, "Зоя");
        }
        for (byte[] bytes : List.of(
                file.getBytes(Charset.forName("windows-1251")),
                (HEADING + "Jürgen,O,j@example.org").getBytes(StandardCharsets.ISO_8859_1),
                file.getBytes(StandardCharsets.UTF_16LE))) {
            refused(ProblemCode.UNREADABLE_FILE, () -> rows(bytes));
        }
    }

    @Test
    void aBrokenFileIsRefusedWithTheRow() {
        for (String broken : List.of(
                HEADING + "a,b,\"open\nand,more,cells\n",
                HEADING + "a,b,c,d\n",
                HEADING + "a,\"b\"x,c\n",
                "First name,First name,E-mail\n",
                "First name,Surname,E-mail\n",
                "First name,Last name\na,b\n",
                "",
                "<html><body>no table</body></html>",
                "{\"json\": true}")) {
            refused(ProblemCode.UNREADABLE_FILE, () -> rows(utf8(broken)));
        }
        assertThat(refused(ProblemCode.UNREADABLE_FILE, () -> rows(utf8(HEADING + "a,b,c\na,b,c,d\n")))
                        .detail())
                .contains("row 3");
    }

    @Test
    void anOpenQuoteDoesNotTakeTheRestOfAFileForOneCell() {
        String file = HEADING + "\"" + "x,\n".repeat(2_000_000);
        assertThat(refused(ProblemCode.UNREADABLE_FILE, () -> rows(utf8(file))).detail())
                .contains("quote");
    }

    @Test
    void whatAFileIsItSaysItself() {
        refused(ProblemCode.UNREADABLE_FILE, () -> rows(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}));
        refused(
                ProblemCode.UNREADABLE_FILE,
                () -> rows(new byte[] {
                    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
                }));
        refused(ProblemCode.UNREADABLE_FILE, () -> rows(utf8("PK\u0003\u0004 no zip at all")));
    }

    @Test
    void whatTheReceiverOfRowsFailsWithIsNoFaultOfTheFile() {
        byte[] csv = utf8(HEADING + "a,b,c\n");
        byte[] xlsx = new Workbooks(Workbooks.heading(), Workbooks.row(2, "a", "b", "c")).bytes();
        for (byte[] file : List.of(csv, xlsx)) {
            assertThatThrownBy(() -> InvitationFiles.read(file).read((number, cells) -> {
                        throw new IllegalStateException("the database is gone");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the database is gone");
        }
    }

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    void resultsRunNoFormulaAndCanBeSentAgain(SheetFormat format) throws IOException {
        List<String> names =
                List.of("=HYPERLINK(\"http://e\")", "+1", "-1", "@SUM(A1)", "\tx", "\uFF1Dx", "'plain", "O'Neill");
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (SheetWriter sheet = format.write(result, "Result")) {
            sheet.row(InvitationFiles.resultHeading());
            for (int index = 0; index < names.size(); index++) {
                sheet.row(InvitationFiles.result(new JobRow(
                        index + 2,
                        Map.of(Column.FIRST_NAME, names.get(index), Column.EMAIL, "a@example.org"),
                        JobRow.State.FAILED,
                        List.of(new Issue(Column.LAST_NAME, Issue.Code.REQUIRED, "is required")))));
            }
        }
        if (format == SheetFormat.CSV) {
            assertThat(result.toString(StandardCharsets.UTF_8))
                    .contains("\"'=HYPERLINK(\"\"http://e\"\")\"", "\n'+1,", "lastName is required")
                    .doesNotContainPattern("(?m)^[=+@-]");
        }
        assertThat(rows(result.toByteArray()).values())
                .extracting(row -> row.get(Column.FIRST_NAME))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> name.equals("\tx") ? "\tx" : name)
                        .toList());
    }

    @Test
    void fiftyThousandRowsComeOneByOne() {
        StringBuilder file = new StringBuilder(HEADING);
        for (int row = 0; row < 50_000; row++) {
            file.append("Ada,Lovelace,ada").append(row).append("@example.org\r\n");
        }
        int[] count = new int[1];
        InvitationFiles.read(utf8(file.toString())).read((number, cells) -> {
            count[0]++;
            assertThat(number).isEqualTo(count[0] + 1);
        });
        assertThat(count[0]).isEqualTo(50_000);
    }

    static Map<Integer, Map<Column, String>> rows(byte[] file) {
        Map<Integer, Map<Column, String>> rows = new TreeMap<>();
        InvitationFiles.read(file).read(rows::put);
        return rows;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> emails(byte[] file) {
        List<String> emails = new ArrayList<>();
        InvitationFiles.read(file).read((number, cells) -> emails.add(cells.get(Column.EMAIL)));
        return emails;
    }
}
