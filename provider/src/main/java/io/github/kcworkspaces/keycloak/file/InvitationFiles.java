package io.github.kcworkspaces.keycloak.file;

import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.Issue;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.job.RowSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of invitations: the template, what people make of it, and what became of its rows. */
public final class InvitationFiles {

    /** What people have to replace; {@link io.github.kcworkspaces.job.JobService} knows such rows by both marks. */
    private static final List<List<String>> SAMPLES = List.of(
            List.of(
                    "[Sample] Ada",
                    "Lovelace",
                    "ada@sample.invalid",
                    "research; finance",
                    "member",
                    "Welcome!",
                    "72",
                    "no"),
            List.of("[Sample] Grace", "Hopper", "grace@sample.invalid", "", "member", "", "2030-12-31", "no"),
            List.of("[Sample] Alan", "Turing", "alan@sample.invalid", "", "member", "", "", "yes"));

    private InvitationFiles() {}

    /** What the bytes are, they say themselves. Nothing is read before it is asked for. */
    public static RowSource read(byte[] file) {
        SheetRules.isNoOldWorkbook(file);
        return SheetRules.isZip(file) ? new XlsxRows(file) : new CsvRows(file);
    }

    public static void template(SheetFormat format, OutputStream out) throws IOException {
        try (SheetWriter sheet = format.write(out, "Invitations")) {
            sheet.row(titles().toList());
            for (List<String> sample : SAMPLES) {
                sheet.row(sample);
            }
        }
    }

    /** The heading of a result, which an upload takes too. */
    public static List<String> resultHeading() {
        return Stream.concat(titles(), Stream.of(Heading.ROW, Heading.RESULT, Heading.PROBLEMS))
                .toList();
    }

    public static List<String> result(JobRow row) {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            cells.add(row.cell(column));
        }
        cells.add(String.valueOf(row.number()));
        cells.add(row.state().name().toLowerCase(Locale.ROOT));
        cells.add(row.issues().stream().map(InvitationFiles::text).collect(Collectors.joining("; ")));
        return cells;
    }

    private static String text(Issue issue) {
        return issue.field() + " " + issue.message();
    }

    private static Stream<String> titles() {
        return Stream.of(Column.values()).map(Column::title);
    }
}
