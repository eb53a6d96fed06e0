package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.job.JobService;
import io.github.kcworkspaces.job.JobService.Started;
import io.github.kcworkspaces.job.JobService.Upload;
import io.github.kcworkspaces.job.Starter;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.file.InvitationFiles;
import io.github.kcworkspaces.keycloak.file.SheetFormat;
import io.github.kcworkspaces.keycloak.file.SheetWriter;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.urls.UrlType;

/** Files of invitations, and the jobs that work them through. */
public final class BulkResource {

    private static final int NAMED_FAILURES = 100;
    private static final int PAGE = 1_000;

    private final Call call;
    private final String reference;

    BulkResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Workspace workspace = workspace(Operation.INVITATIONS_READ);
            return call.page(jobs().page(workspace, call.query().page()), job -> Jobs.of(job, List.of()));
        });
    }

    /** Takes a file. The answer comes when its rows are stored; they are worked through afterwards. */
    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.INVITE);
            Query query = call.query();
            boolean dryRun = query.flag("dryRun");
            boolean strict = query.flag("strict");
            byte[] file = call.sheet(body);
            Started started = jobs().start(
                            entered.workspace(),
                            starter(),
                            new Upload(
                                    InvitationFiles.read(file),
                                    hash(file),
                                    call.header("Idempotency-Key"),
                                    dryRun,
                                    strict));
            if (started.repeated()) {
                return call.ok(represent(started.job()));
            }
            call.rbac().wakeJobs();
            return call.created(represent(started.job()), started.job().id());
        });
    }

    @GET
    @Path("{job}")
    public Response get(@PathParam("job") String job) {
        return call.answer(() -> call.ok(represent(jobs().get(workspace(Operation.INVITATIONS_READ), job))));
    }

    /** What was done stays done. */
    @DELETE
    @Path("{job}")
    public Response cancel(@PathParam("job") String job) {
        return call.answer(() -> call.ok(represent(jobs().cancel(workspace(Operation.INVITE), job))));
    }

    /** Rows with their verdicts, by cursor. */
    @GET
    @Path("{job}/rows")
    public Response rows(@PathParam("job") String id) {
        return call.answer(() -> {
            Job job = jobs().get(workspace(Operation.INVITATIONS_READ), id);
            Query query = call.query();
            Set<JobRow.State> states = EnumSet.noneOf(JobRow.State.class);
            query.texts("state")
                    .forEach(state ->
                            states.add(Objects.requireNonNull(Words.upper("state", state, JobRow.State.class))));
            int max = query.max();
            List<JobRow> rows = jobs().rows(job, states, query.number("after", 0), max + 1);
            List<JobRow> slice = rows.size() > max ? rows.subList(0, max) : rows;
            String next = rows.size() > max
                    ? String.valueOf(slice.get(slice.size() - 1).number())
                    : null;
            return call.slice(new Slice<>(slice, next), Jobs::of);
        });
    }

    /** The file again, with what became of each row. */
    @GET
    @Path("{job}/result")
    public Response result(@PathParam("job") String id) {
        return call.answer(() -> {
            Job job = jobs().get(workspace(Operation.INVITATIONS_READ), id);
            SheetFormat format = Sheets.format(call.query());
            KeycloakSessionFactory sessions = call.session().getKeycloakSessionFactory();
            return Sheets.download(format, "invitations-" + job.id(), out -> write(sessions, job, format, out));
        });
    }

    /** Page by page, each in a short transaction of its own: whoever downloads slowly keeps none open. */
    private static void write(KeycloakSessionFactory sessions, Job job, SheetFormat format, OutputStream out)
            throws IOException {
        try (SheetWriter sheet = format.write(out, "Result")) {
            sheet.row(InvitationFiles.resultHeading());
            int after = 0;
            List<JobRow> rows;
            do {
                int last = after;
                rows = KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions,
                        session ->
                                session.getProvider(RbacProvider.class).jobs().rows(job, Set.of(), last, PAGE));
                for (JobRow row : rows) {
                    sheet.row(InvitationFiles.result(row));
                    after = row.number();
                }
            } while (rows.size() == PAGE);
        }
    }

    private Starter starter() {
        Access access = call.access();
        return new Starter(
                access.identity().realm().getId(),
                access.actor().within(Actor.Cause.IMPORT, KeycloakModelUtils.generateId()),
                access.mayEverything(),
                access.mayManageUsers(),
                call.session()
                        .getContext()
                        .getUri(UrlType.FRONTEND)
                        .getBaseUri()
                        .toString());
    }

    private Object represent(Job job) {
        return Jobs.of(job, jobs().failures(job, NAMED_FAILURES));
    }

    private JobService jobs() {
        return call.rbac().jobs();
    }

    private Workspace workspace(Operation operation) {
        return call.access().enter(reference, operation).workspace();
    }

    private static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
