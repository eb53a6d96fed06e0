package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ActivityTypeRepresentation;
import io.github.kcworkspaces.keycloak.api.CheckpointRepresentation;
import io.github.kcworkspaces.keycloak.api.PseudonymisationRepresentation;
import io.github.kcworkspaces.keycloak.api.VerificationRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What proves the audit trail, and what it has of single persons. */
public interface AuditApi {

    /** The closed vocabulary of what is recorded. */
    @GET
    @Path("types")
    @Produces(MediaType.APPLICATION_JSON)
    List<ActivityTypeRepresentation> types();

    /** Where it is delivered to. */
    @Path("sinks")
    SinksApi sinks();

    /** How long it is kept. */
    @Path("retention")
    RetentionApi retention();

    /** All of it as a file. */
    @Path("export")
    TrailExportApi export();

    /** Reads the whole trail and says whether it is what was sealed. */
    @GET
    @Path("verify")
    @Produces(MediaType.APPLICATION_JSON)
    VerificationRepresentation verify();

    /** What was signed, newest first; {@code after} is the number of the last one that was read. */
    @GET
    @Path("checkpoints")
    @Produces(MediaType.APPLICATION_JSON)
    List<CheckpointRepresentation> checkpoints(
            @QueryParam("after") @Nullable Long after, @QueryParam("max") @Nullable Integer max);

    /** Signs the trail as it is now; nothing is answered if there is nothing to sign. */
    @POST
    @Path("checkpoints")
    @Produces(MediaType.APPLICATION_JSON)
    CheckpointRepresentation checkpoint();

    /** All rows that are about a person, newest first, as lines of JSON. */
    @GET
    @Path("persons/{id}")
    @Produces("application/x-ndjson")
    InputStream person(@PathParam("id") String id);

    /** Forgets who a person was; the trail stays provable. */
    @POST
    @Path("persons/{id}/pseudonymise")
    @Produces(MediaType.APPLICATION_JSON)
    PseudonymisationRepresentation pseudonymise(@PathParam("id") String id);
}
