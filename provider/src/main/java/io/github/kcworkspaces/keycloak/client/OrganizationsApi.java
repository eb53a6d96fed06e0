package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.OrganizationRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keycloak's organizations. */
public interface OrganizationsApi {

    /** Those that a workspace may be put under, by name; none in a realm that does not use organizations. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<OrganizationRepresentation> list(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search);
}
