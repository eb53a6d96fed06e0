package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.MeRepresentation;
import io.github.kcworkspaces.keycloak.api.MyWorkspaceRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the caller is, and where he belongs. */
public interface MeApi {

    /** The caller, with the workspace asked for or the one fallen back to. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    MeRepresentation get(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search);

    /** The workspaces of the caller, by page. */
    @GET
    @Path("workspaces")
    @Produces(MediaType.APPLICATION_JSON)
    List<MyWorkspaceRepresentation> workspaces(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search);

    /** The invitations of the caller. */
    @Path("invitations")
    MyInvitationsApi invitations();

    /** All claims about workspaces as a signed JWT. */
    @GET
    @Path("claims")
    @Produces("application/jwt")
    String claims(@QueryParam("workspace") @Nullable String workspace);
}
