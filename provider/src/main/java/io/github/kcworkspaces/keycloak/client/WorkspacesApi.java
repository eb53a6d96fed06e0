package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.NewWorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workspaces of the realm. */
public interface WorkspacesApi {

    /**
     * Those that the caller may see, by page.
     *
     * @param organization id or alias of the Keycloak organization that they belong to
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<WorkspaceRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("organization") @Nullable String organization);

    /** Creates a workspace. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceRepresentation create(NewWorkspaceRepresentation workspace);

    /** One workspace, by id or alias. */
    @Path("{ws}")
    WorkspaceApi workspace(@PathParam("ws") String ws);
}
