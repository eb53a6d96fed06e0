package io.github.kcworkspaces.keycloak.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files are read within a heap of 64 MB, by a Java of their own. */
class ParsingMemoryTest {

    private static final int ROWS = 50_000;

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    void fiftyThousandRowsAreReadWithin64MegabytesOfHeap(SheetFormat format, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("invitations");
        try (OutputStream out = Files.newOutputStream(file);
                SheetWriter sheet = format.write(out, "Invitations")) {
            sheet.row(InvitationFiles.resultHeading());
            for (int row = 2; row < ROWS + 2; row++) {
                String number = String.valueOf(row);
                sheet.row(List.of(
                        "First" + number,
                        "Last" + number,
                        "somebody" + number + "@example.org",
                        "research; finance",
                        "member",
                        "Welcome, number " + number,
                        "72",
                        "no",
                        number,
                        "waiting",
                        ""));
            }
        }
        assertThat(Reader.inAJavaOfItsOwn(file)).isEqualTo(String.valueOf(ROWS));
    }

    @Test
    void soIsTheMostOfSharedTexts(@TempDir Path folder) throws IOException, InterruptedException {
        StringBuilder shared = new StringBuilder("<sst><si><t>E-mail</t></si>");
        StringBuilder rows = new StringBuilder("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
        for (int index = 1; index < 400_000; index++) {
            shared.append("<si><t>").append(Integer.toHexString(index * 40_503)).append("@example.org</t></si>");
        }
        for (int row = 2; row < ROWS + 2; row++) {
            rows.append("<row r=\"")
                    .append(row)
                    .append("\"><c t=\"s\"><v>")
                    .append(400_001 - row)
                    .append("</v></c></row>");
        }
        Path file = folder.resolve("invitations");
        Files.write(
                file,
                new Workbooks()
                        .with("xl/sharedStrings.xml", shared.append("</sst>").toString())
                        .with("xl/worksheets/sheet1.xml", Workbooks.sheet(rows.toString()))
                        .bytes());
        assertThat(Reader.inAJavaOfItsOwn(file)).isEqualTo(String.valueOf(ROWS));
    }

    /** The child. */
    static final class Reader {

        private Reader() {}

        static String inAJavaOfItsOwn(Path file) throws IOException, InterruptedException {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        }

        public static void main(String[] arguments) throws IOException {
            int[] rows = new int[1];
            InvitationFiles.read(Files.readAllBytes(Path.of(arguments[0]))).read((number, cells) -> rows[0]++);
            System.out.println(rows[0]);
        }
    }
}
