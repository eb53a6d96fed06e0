package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of things that applications protect. */
public interface ResourceTypesApi {

    /** All of them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<ResourceTypeRepresentation> list();

    /** One resource type. */
    @GET
    @Path("{key: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    ResourceTypeRepresentation get(@PathParam("key") String key);

    /** Creates a resource type or replaces it. */
    @PUT
    @Path("{key: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    ResourceTypeRepresentation put(
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            ResourceTypeChangeRepresentation type);

    /** Deletes a resource type that nothing uses. */
    @DELETE
    @Path("{key: .+}")
    void delete(@PathParam("key") String key, @HeaderParam("If-Match") @Nullable String ifMatch);
}
