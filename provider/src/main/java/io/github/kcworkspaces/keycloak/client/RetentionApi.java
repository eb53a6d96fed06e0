package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.HoldRepresentation;
import io.github.kcworkspaces.keycloak.api.NewHoldRepresentation;
import io.github.kcworkspaces.keycloak.api.PurgeRunRepresentation;
import io.github.kcworkspaces.keycloak.api.RetentionStatusRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the audit trail is kept. The policy itself is one of the settings. */
public interface RetentionApi {

    /** How it goes, and what is in the way. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    RetentionStatusRepresentation status();

    /** What has left and is leaving, newest first. */
    @GET
    @Path("archives")
    @Produces(MediaType.APPLICATION_JSON)
    List<PurgeRunRepresentation> archives(
            @QueryParam("first") @Nullable Integer first, @QueryParam("max") @Nullable Integer max);

    /** Legal holds, those that were lifted last. */
    @GET
    @Path("holds")
    @Produces(MediaType.APPLICATION_JSON)
    List<HoldRepresentation> holds(
            @QueryParam("first") @Nullable Integer first, @QueryParam("max") @Nullable Integer max);

    /** Places a legal hold: what it is about stays. */
    @POST
    @Path("holds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    HoldRepresentation place(NewHoldRepresentation hold);

    /** Lifts a legal hold; it is kept in the list. */
    @DELETE
    @Path("holds/{id}")
    void lift(@PathParam("id") String id);
}
