package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.CatalogueOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.CatalogueRepresentation;
import io.github.kcworkspaces.keycloak.api.PresetRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.ResourceTypeRepresentation;
import io.github.kcworkspaces.keycloak.api.TypeUsageRepresentation;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of things that applications protect. */
public interface ResourceTypesApi {

    /** All of them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<ResourceTypeRepresentation> list();

    /** How many resources and grants there are of each type that is used. */
    @GET
    @Path("usage")
    @Produces(MediaType.APPLICATION_JSON)
    Map<String, TypeUsageRepresentation> usage();

    /** The types as a catalogue that can be imported again; the built-in one is left out. */
    @GET
    @Path("export")
    @Produces(MediaType.APPLICATION_JSON)
    CatalogueRepresentation export();

    /** The catalogues that come with the product. */
    @GET
    @Path("presets")
    @Produces(MediaType.APPLICATION_JSON)
    List<PresetRepresentation> presets();

    /** Makes types what a catalogue says, all or none; others stay. */
    @POST
    @Path("import")
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    CatalogueOutcomeRepresentation importCatalogue(
            @QueryParam("preset") @Nullable String preset,
            @QueryParam("dryRun") @Nullable Boolean dryRun,
            @Nullable CatalogueRepresentation catalogue);

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
