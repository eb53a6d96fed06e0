package io.github.kcworkspaces.keycloak.file;

import static io.github.kcworkspaces.keycloak.file.InvitationFilesTest.emails;
import static io.github.kcworkspaces.keycloak.file.InvitationFilesTest.rows;
import static io.github.kcworkspaces.keycloak.file.Workbooks.heading;
import static io.github.kcworkspaces.keycloak.file.Workbooks.rels;
import static io.github.kcworkspaces.keycloak.file.Workbooks.row;
import static io.github.kcworkspaces.keycloak.file.Workbooks.sheet;
import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Workbooks that were made to hurt. */
class ZipGuardTest {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @Test
    void aWorkbookIsReadWithSharedTextsNumbersAndFormulasByTheirValues() {
        byte[] file = new Workbooks(
                        row(1, "First name", "Last name", "E-mail", "Expiry", "Bypass"),
                        "<row r=\"3\"><c r=\"A3\" t=\"str\"><f>UPPER(\"ada\")</f><v>ADA</v></c>"
                                + "<c r=\"C3\" t=\"s\"><v>0</v></c><c r=\"D3\"><v>46477</v></c>"
                                + "<c r=\"E3\" t=\"b\"><v>1</v></c></row>")
                .bytes();
        assertThat(rows(file)).containsOnlyKeys(3);
        assertThat(rows(file).get(3))
                .containsEntry(Column.FIRST_NAME, "ADA")
                .containsEntry(Column.EMAIL, "shared@example.org")
                .containsEntry(Column.EXPIRY, "46477")
                .containsEntry(Column.BYPASS, "1")
                .doesNotContainKey(Column.LAST_NAME);
    }

    @Test
    void zipBombsAreStoppedByWhatReallyComesOut() {
        byte[] zeros = new byte[64 * 1024 * 1024];
        Arrays.fill(zeros, (byte) ' ');
        refused(
                ProblemCode.TOO_LARGE,
                () -> emails(new Workbooks(heading()).with(SHEET, zeros).bytes()));
        refused(
                ProblemCode.TOO_LARGE,
                () -> emails(new Workbooks(heading())
                        .with("xl/media/image1.bin", zeros)
                        .bytes()));
    }

    @Test
    void sizesThatLieDoNotHelp() {
        byte[] zeros = new byte[8 * 1024 * 1024];
        byte[] file =
                new Workbooks(heading()).with("xl/media/image1.bin", zeros).bytes();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int lied = 0;
        for (int at = 0; at < file.length - 46; at++) {
            if (bytes.getInt(at) == 0x02014b50 && bytes.getInt(at + 24) == zeros.length) {
                bytes.putInt(at + 24, 100);
                lied++;
            }
        }
        assertThat(lied).isEqualTo(1);
        refused(ProblemCode.TOO_LARGE, () -> emails(file));
    }

    @Test
    void thousandsOfEntriesAreRefused() {
        Workbooks many = new Workbooks(heading());
        for (int index = 0; index < ZipGuard.MOST_ENTRIES; index++) {
            many.with("xl/x" + index + ".bin", new byte[0]);
        }
        refused(ProblemCode.TOO_LARGE, () -> emails(many.bytes()));
    }

    @Test
    void documentTypesAndEntitiesAreRefusedInEveryPartAndNobodyIsAsked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        listener.start();
        try {
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/x.dtd";
            for (String type : List.of(
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                    "<!DOCTYPE x SYSTEM \"" + url + "\">",
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>",
                    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>")) {
                for (String part : List.of(
                        SHEET,
                        "xl/workbook.xml",
                        "xl/sharedStrings.xml",
                        "xl/styles.xml",
                        "_rels/.rels",
                        "[Content_Types].xml")) {
                    byte[] file = new Workbooks(heading())
                            .with(part, type + sheet(row(1, "&e;")))
                            .bytes();
                    refused(ProblemCode.UNREADABLE_FILE, () -> emails(file));
                }
            }
            byte[] outside = new Workbooks(heading())
                    .with("xl/_rels/workbook.xml.rels", rels(url + ".xml", " TargetMode=\"External\""))
                    .bytes();
            refused(ProblemCode.UNREADABLE_FILE, () -> emails(outside));
            byte[] above = new Workbooks(heading())
                    .with("xl/_rels/workbook.xml.rels", rels("../../../../etc/hosts.xml", ""))
                    .bytes();
            refused(ProblemCode.UNREADABLE_FILE, () -> emails(above));
            byte[] include = new Workbooks(
                            heading(),
                            row(
                                    2,
                                    "a",
                                    "b",
                                    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + url + "'/>"))
                    .bytes();
            assertThat(rows(include).get(2)).doesNotContainKey(Column.EMAIL);
        } finally {
            listener.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aPartThatWasNotLookedAtIsNotRead() {
        byte[] file = new Workbooks(heading())
                .with("xl/_rels/workbook.xml.rels", rels("media/sheet.bin", ""))
                .with("xl/media/sheet.bin", sheet("<row r=\"1\"><c r=\"ZZZZZZ1\"/></row>"))
                .bytes();
        refused(ProblemCode.UNREADABLE_FILE, () -> emails(file));
    }

    @Test
    void cellsBeyondWhatSheetsHaveAreRefused() {
        for (String cell : List.of("ZZZZZZ1", "XFE1", "A99999999", "-1", "a1")) {
            byte[] file = new Workbooks(heading(), "<row r=\"2\"><c r=\"" + cell + "\"><v>1</v></c></row>").bytes();
            refused(ProblemCode.UNREADABLE_FILE, () -> emails(file));
        }
        byte[] wide = new Workbooks(heading(), "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>").bytes();
        refused(ProblemCode.UNREADABLE_FILE, () -> emails(wide));
        byte[] row = new Workbooks(heading(), "<row r=\"2147483648\"><c><v>1</v></c></row>").bytes();
        refused(ProblemCode.UNREADABLE_FILE, () -> emails(row));
    }

    @Test
    void sharedTextsAreFewAndIndexesAreThere() {
        for (String index : List.of("-1", "1", "2147483648", "x")) {
            byte[] file =
                    new Workbooks(heading(), "<row r=\"2\"><c r=\"C2\" t=\"s\"><v>" + index + "</v></c></row>").bytes();
            assertThat(emailsOrNone(file)).as(index).isEmpty();
        }
        String many = "<sst>" + "<si/>".repeat(ZipGuard.MOST_SHARED + 1) + "</sst>";
        refused(
                ProblemCode.TOO_LARGE,
                () -> emails(new Workbooks(heading())
                        .with("xl/sharedStrings.xml", many)
                        .bytes()));
    }

    @Test
    void hugeCellsDeepNestingAndFormulasWithoutEndAreRefused() {
        refused(
                ProblemCode.TOO_LARGE,
                () -> emails(new Workbooks(heading(), row(2, "a", "b", random(50_000))).bytes()));
        refused(
                ProblemCode.UNREADABLE_FILE,
                () -> emails(new Workbooks(heading())
                        .with("xl/theme.xml", "<a>".repeat(200) + "</a>".repeat(200))
                        .bytes()));
        refused(
                ProblemCode.TOO_LARGE,
                () -> emails(new Workbooks(
                                heading(),
                                "<row r=\"2\">"
                                        + "<c r=\"C2\"><f t=\"array\" ref=\"A1:B2\">1</f><v>1</v></c>".repeat(200)
                                        + "</row>")
                        .bytes()));
        byte[] number = new Workbooks(heading(), "<row r=\"2\"><c r=\"C2\"><v>1E999999999</v></c></row>").bytes();
        assertThat(emails(number)).containsExactly("1E999999999");
    }

    @Test
    void macrosOtherZipFilesAndBrokenOnesAreRefused() {
        refused(
                ProblemCode.UNREADABLE_FILE,
                () -> emails(new Workbooks(heading())
                        .with("xl/vbaProject.bin", new byte[10])
                        .bytes()));
        byte[] good = new Workbooks(heading(), row(2, "a", "b", "c@example.org")).bytes();
        assertThat(emails(good)).containsExactly("c@example.org");
        refused(ProblemCode.UNREADABLE_FILE, () -> emails(Arrays.copyOf(good, good.length / 2)));
        for (int at = 4; at < good.length; at += 37) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x55;
            try {
                emails(damaged);
            } catch (Problem refusal) {
                assertThat(refusal.code()).isIn(ProblemCode.UNREADABLE_FILE, ProblemCode.TOO_LARGE);
            }
        }
        refused(
                ProblemCode.UNREADABLE_FILE,
                () -> emails(new Workbooks(heading())
                        .with("xl/workbook.xml", "<workbook><sheets></sheets></workbook>")
                        .bytes()));
        refused(ProblemCode.UNREADABLE_FILE, () -> emails("PK\u0005\u0006".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aHiddenSheetIsPassedOver() {
        byte[] file = new Workbooks(heading(), row(2, "a", "b", "c@example.org"))
                .with("xl/workbook.xml", """
                        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                        <sheets><sheet name="S" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>""")
                .bytes();
        refused(ProblemCode.UNREADABLE_FILE, () -> emails(file));
    }

    private static List<String> emailsOrNone(byte[] file) {
        try {
            return emails(file);
        } catch (Problem refusal) {
            assertThat(refusal.code()).isEqualTo(ProblemCode.UNREADABLE_FILE);
            return List.of();
        }
    }

    /** What does not pack well. */
    private static String random(int length) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
