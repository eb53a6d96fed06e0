package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ConfigOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.ConfigRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The whole RBAC model of a realm as one file. */
public interface ConfigApi {

    /** The model as it is, as a file that can be applied again, here or to another realm. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    ConfigRepresentation export();

    /** Applies a file; with {@code dryRun} it tells what it would change. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    ConfigOutcomeRepresentation apply(@QueryParam("dryRun") @Nullable Boolean dryRun, ConfigRepresentation config);
}
