package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.CanonicalJson;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailExports;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.audit.TrailLine;
import io.github.kcworkspaces.audit.format.Formats;
import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.audit.format.TrailTable;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.file.CsvTable;
import io.github.kcworkspaces.keycloak.file.Table;
import io.github.kcworkspaces.keycloak.file.XlsxTable;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The sealed trail as a file. It is read in chunks along its numbers and written as it is read, each chunk in a transaction of
 * its own: however long the trail is, neither memory nor a transaction grows with it. What was written to the end says so: the
 * last line of NDJSON is a manifest, a table that was cut off is no whole file.
 */
final class TrailExport {

    private static final int CHUNK = 500;
    private static final int BUFFER = 1 << 16;
    private static final String EXECUTOR = "workspaces-export";

    /** What the file is. */
    enum Format {
        NDJSON("application/x-ndjson", "ndjson"),
        CSV("text/csv;charset=utf-8", "csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        /** Only what would be said about the rows. */
        MANIFEST("application/json", "json");

        private final String mediaType;
        private final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }
    }

    /** Takes rows, one after another. */
    @FunctionalInterface
    private interface Rows {
        void add(SealedRow row) throws IOException;
    }

    /** Sends on what was written. */
    @FunctionalInterface
    private interface Flush {
        void now() throws IOException;
    }

    private final KeycloakSessionFactory sessions;
    private final ExecutorService reader;
    private final TrailExports.Range range;
    private final Schema schema;
    private long count;
    private @Nullable SealedRow first;
    private @Nullable SealedRow last;

    private TrailExport(
            KeycloakSessionFactory sessions, ExecutorService reader, TrailExports.Range range, Schema schema) {
        this.sessions = sessions;
        this.reader = reader;
        this.range = range;
        this.schema = schema;
    }

    /**
     * @param workspace null for the whole realm
     * @param classes empty for all
     */
    static Response answer(Call call, @Nullable Workspace workspace, Set<TrailClass> classes) {
        Access access = call.access();
        Query query = call.query();
        Format format = orElse(Words.lower("format", query.text("format"), Format.class), Format.NDJSON);
        Schema schema = orElse(Words.lower("schema", query.text("schema"), Schema.class), Schema.NATIVE);
        if ((format == Format.CSV || format == Format.XLSX) && schema != Schema.NATIVE) {
            throw RequestRules.invalid("schema", "must be native for tables");
        }
        TrailFilter filter = new TrailFilter(
                classes, types(query), workspace == null ? null : workspace.id(), query.time("from"), query.time("to"));
        long after = orElse(query.time("after"), 0L);
        Long upTo = query.time("upTo");
        KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
        TrailExports.Range range = KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> session.getProvider(RbacProvider.class)
                        .trailExports()
                        .begin(
                                access.realm(),
                                access.actor(),
                                after,
                                upTo,
                                filter,
                                Words.lower(schema) + "." + format.extension,
                                workspace == null ? null : workspace.alias()));
        ExecutorService reader =
                call.session().getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR);
        StreamingOutput file = output -> new TrailExport(sessions, reader, range, schema).write(format, output);
        return Response.ok(file)
                .type(format.mediaType)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-" + Words.lower(schema) + "." + format.extension + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static Set<ActivityType> types(Query query) {
        Set<ActivityType> types = EnumSet.noneOf(ActivityType.class);
        for (String type : query.texts("type")) {
            ActivityType known = Words.upper("type", type, ActivityType.class);
            if (known != null) {
                types.add(known);
            }
        }
        return types;
    }

    private void write(Format format, OutputStream output) throws IOException {
        switch (format) {
            case NDJSON -> lines(output);
            case CSV -> table(new CsvTable(output));
            case XLSX -> table(new XlsxTable(output, "Audit"));
            case MANIFEST -> manifestAlone(output);
        }
    }

    /** Not closed after a failure: a file that is cut off must not look like a whole one. */
    private void lines(OutputStream output) throws IOException {
        OutputStream buffer = new BufferedOutputStream(output, BUFFER);
        each(row -> line(line(row), buffer), buffer::flush);
        line(CanonicalJson.write(Map.of("manifest", manifest().members())), buffer);
        buffer.flush();
    }

    private static void line(String text, OutputStream output) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.write('\n');
    }

    private String line(SealedRow row) {
        return schema == Schema.NATIVE ? TrailLine.of(row) : CanonicalJson.write(Formats.of(row, schema));
    }

    private void table(Table table) throws IOException {
        table.head(TrailTable.COLUMNS);
        each(row -> table.row(TrailTable.cells(row)), table::flush);
        table.finish();
    }

    private void manifestAlone(OutputStream output) throws IOException {
        each(row -> {}, () -> {});
        output.write(CanonicalJson.write(manifest().members()).getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** While a chunk is written, the next one is read. */
    private void each(Rows rows, Flush flush) throws IOException {
        List<SealedRow> chunk = read(next(range.after()));
        while (!chunk.isEmpty()) {
            Future<List<SealedRow>> next = next(chunk.get(chunk.size() - 1).seq());
            for (SealedRow row : chunk) {
                rows.add(row);
                first = first == null ? row : first;
                last = row;
                count++;
            }
            flush.now();
            chunk = read(next);
        }
    }

    private Future<List<SealedRow>> next(long after) {
        return reader.submit(() -> inTransaction(exports -> exports.next(range, after, CHUNK)));
    }

    private static List<SealedRow> read(Future<List<SealedRow>> chunk) throws IOException {
        try {
            return chunk.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server stops");
        } catch (ExecutionException failed) {
            throw new IOException("The trail cannot be read any further", failed.getCause());
        }
    }

    private Manifest manifest() {
        return inTransaction(exports -> exports.manifest(range, count, first, last));
    }

    private <T> T inTransaction(Function<TrailExports, T> step) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> step.apply(session.getProvider(RbacProvider.class).trailExports()));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
