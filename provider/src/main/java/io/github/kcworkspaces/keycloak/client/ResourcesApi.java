package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ImportOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberAccessRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceDraftRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceRepresentation;
import io.github.kcworkspaces.keycloak.api.SharesChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.SharesRepresentation;
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

/** The resources of a workspace. */
public interface ResourcesApi {

    /**
     * Those that the caller may view; by page for who manages them, by cursor for others. He can ask for those that are {@code
     * shared}, `in` from other workspaces or `out` to others.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<ResourceRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("after") @Nullable String after,
            @QueryParam("type") @Nullable String type,
            @QueryParam("category") @Nullable String category,
            @QueryParam("subCategory") @Nullable String subCategory,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("parent") @Nullable String parent,
            @QueryParam("externalId") @Nullable String externalId,
            @QueryParam("roots") @Nullable Boolean roots,
            @QueryParam("shared") @Nullable String shared);

    /** Registers a resource. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    ResourceRepresentation register(ResourceDraftRepresentation resource);

    /** Makes the resources below a connector what an application's own files say; the second time nothing changes. */
    @POST
    @Path("import")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    ImportOutcomeRepresentation importFiles(
            @QueryParam("format") String format,
            @QueryParam("dryRun") @Nullable Boolean dryRun,
            @QueryParam("confirmVanished") @Nullable Boolean confirmVanished,
            @QueryParam("rename") @Nullable List<String> rename,
            @QueryParam("connector") @Nullable String connector,
            @QueryParam("name") @Nullable String name,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("prefix") @Nullable String prefix,
            @QueryParam("part") @Nullable String part,
            Object files);

    /** One resource. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    ResourceRepresentation get(@PathParam("id") String id);

    /** Members who can do this to it, or anything, with the roles behind it; by cursor. */
    @GET
    @Path("{id}/access")
    @Produces(MediaType.APPLICATION_JSON)
    List<MemberAccessRepresentation> access(
            @PathParam("id") String id,
            @QueryParam("action") @Nullable String action,
            @QueryParam("search") @Nullable String search,
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable Integer max);

    /** Changes a resource. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    ResourceRepresentation update(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            ResourceDraftRepresentation resource);

    /** Removes a resource with its children. */
    @DELETE
    @Path("{id}")
    void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch);

    /** With whom a resource is shared. */
    @GET
    @Path("{id}/shares")
    @Produces(MediaType.APPLICATION_JSON)
    SharesRepresentation shares(@PathParam("id") String id);

    /** Replaces with whom a resource is shared: all of it or nothing; a list that is left out stays. */
    @PUT
    @Path("{id}/shares")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    SharesRepresentation share(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            SharesChangeRepresentation shares);
}
