package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.MyInvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceReferenceRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The invitations of the caller, whose e-mail address is verified. */
public interface MyInvitationsApi {

    /** Pending invitations of the caller's verified address, the latest first, by page. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<MyInvitationRepresentation> list(
            @QueryParam("first") @Nullable Integer first, @QueryParam("max") @Nullable Integer max);

    /** Accepts an invitation; the caller is a member of the workspace from now on. */
    @POST
    @Path("{id}/accept")
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceReferenceRepresentation accept(@PathParam("id") String id);

    /** Declines an invitation. */
    @POST
    @Path("{id}/decline")
    void decline(@PathParam("id") String id);
}
