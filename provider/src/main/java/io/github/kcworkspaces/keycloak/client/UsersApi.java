package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.UserPermissionRepresentation;
import io.github.kcworkspaces.keycloak.api.UserRepresentation;
import io.github.kcworkspaces.keycloak.api.UserTypeRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users of the realm. */
public interface UsersApi {

    /** One user. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    UserRepresentation get(@PathParam("id") String id);

    /** Everything that a user may do in all workspaces, by cursor. */
    @GET
    @Path("{id}/permissions")
    @Produces(MediaType.APPLICATION_JSON)
    List<UserPermissionRepresentation> permissions(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable Integer max);

    /** Makes a user an account admin or a normal user. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    UserRepresentation update(@PathParam("id") String id, UserTypeRepresentation type);
}
