package io.github.kcworkspaces.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.requirements.Proof.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementReportTest {

    private static final List<RequirementReport.Row> ROWS = List.of(
            new RequirementReport.Row("AAA-01", "I", "Users log in"),
            new RequirementReport.Row("AAA-02", "X", "Either | or"),
            new RequirementReport.Row("AAA-03", "R", "Resources are listed"));

    @Test
    void countsTheRowsOfWhichATestPassedAndNoneFailed() {
        String report = RequirementReport.render(
                ROWS,
                List.of(
                        new Proof("AAA-01", "a.b.LoginIT#logsIn", Result.PASSED),
                        new Proof("AAA-01", "a.b.OtherIT#waits", Result.SKIPPED),
                        new Proof("AAA-02", "a.b.LoginIT#logsIn", Result.PASSED),
                        new Proof("AAA-02", "a.b.LoginIT#logsOut", Result.FAILED)));

        assertThat(report)
                .contains("**1 of 3 rows proved.**")
                .contains("| AAA-01 | I | Users log in | `LoginIT.logsIn`, `OtherIT.waits` | proved |")
                .contains("| AAA-02 | X | Either \\| or | `LoginIT.logsIn`, `LoginIT.logsOut` | failed |")
                .contains("| AAA-03 | R | Resources are listed |  | open |");
    }

    @Test
    void refusesATagThatIsNoRow() {
        assertThatThrownBy(() -> RequirementReport.render(
                        ROWS, List.of(new Proof("AAA-99", "a.b.LoginIT#logsIn", Result.PASSED))))
                .hasMessageContaining("AAA-99");
    }

    @Test
    void leavesTheReportAloneUnlessEverythingRan(@TempDir Path directory) throws IOException {
        Path rows = Files.writeString(
                directory.resolve("rows.json"), "[{\"id\": \"AAA-01\", \"class\": \"I\", \"requirement\": \"r\"}]");
        Path report = Files.writeString(directory.resolve("report.md"), "earlier");
        Path unit = directory.resolve("unit");
        Path it = directory.resolve("it");

        Files.write(unit, List.of("complete", "AAA-01\ta.LoginTest#logsIn\tPASSED"));
        write("true", rows, report, unit, it);
        assertThat(report).as("one module did not run").hasContent("earlier");

        Files.write(unit, List.of("partial", "AAA-01\ta.LoginTest#logsIn\tPASSED"));
        Files.write(it, List.of("complete"));
        write("true", rows, report, unit, it);
        assertThat(report).as("one module ran in part").hasContent("earlier");

        Files.write(unit, List.of("complete", "AAA-01\ta.LoginTest#logsIn\tPASSED"));
        Files.write(it, List.of("complete"));
        write("false", rows, report, unit, it);
        assertThat(report).as("nobody asked for it").hasContent("earlier");

        Files.write(unit, List.of("complete", "AAA-01\ta.LoginTest#logsIn\tPASSED"));
        Files.write(it, List.of("complete"));
        write("true", rows, report, unit, it);
        assertThat(report).content().contains("1 of 1 rows proved");
    }

    @Test
    void takesTheResultsOfAllJvmsOfARunTogether(@TempDir Path directory) throws IOException {
        Path rows = Files.writeString(
                directory.resolve("rows.json"), "[{\"id\": \"AAA-01\", \"class\": \"I\", \"requirement\": \"r\"}]");
        Path report = Files.writeString(directory.resolve("report.md"), "earlier");
        Path its = Files.createDirectory(directory.resolve("its"));

        write("true", rows, report, its);
        assertThat(report).as("none ran").hasContent("earlier");

        Files.write(its.resolve("tests-1.tsv"), List.of("complete", "AAA-01\ta.LoginIT#logsIn\tPASSED"));
        Files.write(its.resolve("tests-2.tsv"), List.of("partial"));
        write("true", rows, report, its);
        assertThat(report).as("one JVM ran in part").hasContent("earlier");

        Files.write(its.resolve("tests-1.tsv"), List.of("complete", "AAA-01\ta.LoginIT#logsIn\tPASSED"));
        Files.write(its.resolve("tests-2.tsv"), List.of("complete", "AAA-01\ta.OtherIT#logsIn\tFAILED"));
        write("true", rows, report, its);
        assertThat(report).content().contains("| AAA-01 | I | r | `LoginIT.logsIn`, `OtherIT.logsIn` | failed |");
        assertThat(its).as("used up").isEmptyDirectory();
    }

    private static void write(String wanted, Path rows, Path report, Path... results) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(wanted, rows.toString(), report.toString()));
        for (Path result : results) {
            arguments.add(result.toString());
        }
        RequirementReport.main(arguments.toArray(String[]::new));
    }
}
