package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.GroupMappingRepresentation;
import io.github.kcworkspaces.keycloak.api.GroupRolesRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Keycloak groups whose members hold roles in a workspace. */
public interface GroupMappingsApi {

    /** Those whose group's name contains the text, by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<GroupMappingRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search);

    /** Gives the members of a group these roles, and no others. */
    @PUT
    @Path("{groupId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    GroupMappingRepresentation put(@PathParam("groupId") String groupId, GroupRolesRepresentation roles);

    /** Takes the roles again. */
    @DELETE
    @Path("{groupId}")
    void delete(@PathParam("groupId") String groupId);
}
