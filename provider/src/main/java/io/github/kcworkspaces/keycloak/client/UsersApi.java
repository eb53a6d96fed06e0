package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.UserChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.UserPermissionRepresentation;
import io.github.kcworkspaces.keycloak.api.UserRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users of the realm. */
public interface UsersApi {

    /** The users of the realm without service accounts, by cursor. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<UserRepresentation> list(
            @QueryParam("search") @Nullable String search,
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("source") @Nullable String source,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("role") @Nullable String role,
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable Integer max);

    /** All users whom the same filters let through, as a file. */
    @GET
    @Path("export")
    @Produces({
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        MediaType.APPLICATION_JSON
    })
    InputStream export(
            @QueryParam("format") String format,
            @QueryParam("search") @Nullable String search,
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("source") @Nullable String source,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("role") @Nullable String role);

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

    /** The history of a user's logins and logouts. */
    @Path("{id}/logins")
    LoginsApi logins(@PathParam("id") String id);

    /** Changes the type or the status of a user. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    UserRepresentation update(@PathParam("id") String id, UserChangeRepresentation change);

    /** Deletes the account; what the user owns goes to the successor, and without one is named in the refusal. */
    @DELETE
    @Path("{id}")
    void delete(@PathParam("id") String id, @QueryParam("successor") @Nullable String successor);
}
