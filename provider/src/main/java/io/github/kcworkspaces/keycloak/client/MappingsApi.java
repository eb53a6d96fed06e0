package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.MappingRepresentation;
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

/** What outside brings roles to a workspace: groups, and mappers of identity providers and directories. */
public interface MappingsApi {

    /**
     * Groups first, then mappers by provider and name, with what hinders them.
     *
     * @param search text in the name of the group, or in the mapper's name, provider or condition
     * @param kind {@code GROUP}, {@code IDP} or {@code LDAP}; absent for all
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<MappingRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("kind") @Nullable String kind);

    /** Lets a mapper, as it is now, give what it names. The caller must hold all of it. */
    @PUT
    @Path("{id}/approval")
    @Produces(MediaType.APPLICATION_JSON)
    MappingRepresentation approve(@PathParam("id") String id);

    /** Lets it give nothing here any more, and takes what it gave. */
    @DELETE
    @Path("{id}/approval")
    void withdraw(@PathParam("id") String id);
}
