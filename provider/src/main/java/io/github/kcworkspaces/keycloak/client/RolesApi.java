package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.GrantRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantsOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.NewRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceStateRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleMembersChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates of the realm, or roles of a workspace. */
public interface RolesApi {

    /** By page; with {@code deleted} those that are. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<RoleRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("deleted") @Nullable Boolean deleted);

    /** Creates a role. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    RoleRepresentation create(NewRoleRepresentation role);

    /** One role. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    RoleRepresentation get(@PathParam("id") String id);

    /** Changes name or description. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    RoleRepresentation update(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            RoleChangeRepresentation change);

    /** Deletes softly. */
    @DELETE
    @Path("{id}")
    void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch);

    /** Restores a deleted role. */
    @POST
    @Path("{id}/restore")
    @Produces(MediaType.APPLICATION_JSON)
    RoleRepresentation restore(@PathParam("id") String id);

    /** Gives a role of a workspace to members and takes it from others, all or none. */
    @PATCH
    @Path("{id}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    RoleRepresentation members(@PathParam("id") String id, RoleMembersChangeRepresentation change);

    /** What a role grants; by page for who reads all resources, by cursor for others. */
    @GET
    @Path("{id}/grants")
    @Produces(MediaType.APPLICATION_JSON)
    List<GrantRepresentation> grants(
            @PathParam("id") String id,
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("after") @Nullable String after,
            @QueryParam("type") @Nullable String type,
            @QueryParam("category") @Nullable String category,
            @QueryParam("subCategory") @Nullable String subCategory,
            @QueryParam("provider") @Nullable String provider);

    /** How a role stands to the resources of the workspace; by page for who manages them, by cursor for others. */
    @GET
    @Path("{id}/resources")
    @Produces(MediaType.APPLICATION_JSON)
    List<ResourceStateRepresentation> resources(
            @PathParam("id") String id,
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("after") @Nullable String after,
            @QueryParam("type") @Nullable String type,
            @QueryParam("category") @Nullable String category,
            @QueryParam("subCategory") @Nullable String subCategory,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("parent") @Nullable String parent,
            @QueryParam("externalId") @Nullable String externalId);

    /** Adds and removes grants, atomically; with {@code dryRun} only says what would happen. */
    @PATCH
    @Path("{id}/grants")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    GrantsOutcomeRepresentation change(
            @PathParam("id") String id,
            @QueryParam("dryRun") @Nullable Boolean dryRun,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            GrantsChangeRepresentation change);
}
