package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.InvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationRepresentation;
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

/** The invitations to a workspace. */
public interface InvitationsApi {

    /** Invitations, the latest first, by page; with {@code status} only those in one of these states. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<InvitationRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("status") @Nullable List<String> status);

    /** Invites an address. A pending invitation of the same address is changed and sent again, and the status is 200. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    InvitationRepresentation create(NewInvitationRepresentation invitation);

    /** One invitation. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    InvitationRepresentation get(@PathParam("id") String id);

    /** Revokes a pending invitation. It stays in the list. */
    @DELETE
    @Path("{id}")
    void revoke(@PathParam("id") String id);

    /** Sends a pending invitation again, in the name of the caller; links of earlier mails end. */
    @POST
    @Path("{id}/resend")
    @Produces(MediaType.APPLICATION_JSON)
    InvitationRepresentation resend(@PathParam("id") String id);
}
