package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.DeadLetterRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkReplayRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkReplayedRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkRotationRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkStatusRepresentation;
import io.github.kcworkspaces.keycloak.api.SinkTestRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the audit trail is delivered to. */
public interface SinksApi {

    /** The sinks of the realm, by name; with {@code workspace} those of one workspace. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<SinkRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("workspace") @Nullable String workspace);

    /** Makes a sink, which gets what happens from now on. The secret of a webhook is shown here if it was made, and never again. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SinkRepresentation create(SinkChangeRepresentation sink);

    /** One sink. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    SinkRepresentation get(@PathParam("id") String id);

    /** Changes a sink. With another address its secret is wanted again. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SinkRepresentation update(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            SinkChangeRepresentation change);

    /** Removes a sink; what it has not got yet, it never gets. */
    @DELETE
    @Path("{id}")
    void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch);

    /** How far it is, and what is wrong. */
    @GET
    @Path("{id}/status")
    @Produces(MediaType.APPLICATION_JSON)
    SinkStatusRepresentation status(@PathParam("id") String id);

    /** Sends one message that is about nothing, and says whether it was taken. */
    @POST
    @Path("{id}/test")
    @Produces(MediaType.APPLICATION_JSON)
    SinkTestRepresentation test(@PathParam("id") String id);

    /** Gives it another secret. Webhooks are signed with both for a while. */
    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SinkRepresentation rotate(@PathParam("id") String id, SinkRotationRepresentation rotation);

    /** Sends again what is behind a row, or dead letters. */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SinkReplayedRepresentation replay(@PathParam("id") String id, SinkReplayRepresentation what);

    /** Rows that it has refused while it has taken others, by page. */
    @GET
    @Path("{id}/dead-letters")
    @Produces(MediaType.APPLICATION_JSON)
    List<DeadLetterRepresentation> deadLetters(
            @PathParam("id") String id,
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max);
}
