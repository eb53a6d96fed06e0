package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.EffectivePermissionRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a workspace. */
public interface MembersApi {

    /** Members, by page; with {@code role} those who hold the role of that id. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<MemberRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("role") @Nullable String role);

    /** One member. */
    @GET
    @Path("{userId}")
    @Produces(MediaType.APPLICATION_JSON)
    MemberRepresentation get(@PathParam("userId") String userId);

    /** Adds a member or changes what he is. */
    @PUT
    @Path("{userId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    MemberRepresentation put(
            @PathParam("userId") String userId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            MemberChangeRepresentation member);

    /** Unlinks a member. */
    @DELETE
    @Path("{userId}")
    void delete(@PathParam("userId") String userId, @HeaderParam("If-Match") @Nullable String ifMatch);

    /** Everything that a member may do, by cursor; {@code type} and {@code search} can leave a slice short before the end. */
    @GET
    @Path("{userId}/permissions")
    @Produces(MediaType.APPLICATION_JSON)
    List<EffectivePermissionRepresentation> permissions(
            @PathParam("userId") String userId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("type") @Nullable String type,
            @QueryParam("search") @Nullable String search);
}
