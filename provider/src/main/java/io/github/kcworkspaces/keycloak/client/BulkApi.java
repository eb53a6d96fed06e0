package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.BulkJobRepresentation;
import io.github.kcworkspaces.keycloak.api.BulkRowRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of invitations, and the jobs that work them through. */
public interface BulkApi {

    /** Jobs of the workspace, the latest first, by page. They are kept for 30 days after their end. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<BulkJobRepresentation> list(
            @QueryParam("first") @Nullable Integer first, @QueryParam("max") @Nullable Integer max);

    /**
     * Takes a file of up to 10 MiB and 50,000 rows: CSV in UTF-8 or UTF-16, or XLSX, as its content says. Its rows are worked
     * through after the answer; those that are wrong are refused, the others done. With {@code dryRun} they get their verdicts
     * only; with {@code strict} a row that is not well-formed refuses the file. The same file with the same key is the same
     * job, and the status is 200.
     */
    @POST
    @Consumes({
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/octet-stream"
    })
    @Produces(MediaType.APPLICATION_JSON)
    BulkJobRepresentation create(
            @QueryParam("dryRun") @Nullable Boolean dryRun,
            @QueryParam("strict") @Nullable Boolean strict,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream file);

    /** How far a job is. */
    @GET
    @Path("{job}")
    @Produces(MediaType.APPLICATION_JSON)
    BulkJobRepresentation get(@PathParam("job") String job);

    /** Cancels a job after the batch at work. What was done stays done. */
    @DELETE
    @Path("{job}")
    @Produces(MediaType.APPLICATION_JSON)
    BulkJobRepresentation cancel(@PathParam("job") String job);

    /** Rows with their verdicts, by cursor; with {@code state} only those in one of these states. */
    @GET
    @Path("{job}/rows")
    @Produces(MediaType.APPLICATION_JSON)
    List<BulkRowRepresentation> rows(
            @PathParam("job") String job,
            @QueryParam("state") @Nullable List<String> state,
            @QueryParam("after") @Nullable Integer after,
            @QueryParam("max") @Nullable Integer max);

    /** The file again with what became of each row, as {@code csv} or {@code xlsx}; it can be corrected and uploaded. */
    @GET
    @Path("{job}/result")
    @Produces({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
    InputStream result(@PathParam("job") String job, @QueryParam("format") @Nullable String format);
}
