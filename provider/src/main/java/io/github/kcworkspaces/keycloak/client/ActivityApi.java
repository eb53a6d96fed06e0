package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ActivityRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first. */
public interface ActivityApi {

    /** By cursor; {@code from} inclusive, {@code to} exclusive. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<ActivityRepresentation> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("target") @Nullable String target,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("search") @Nullable String search);

    /** As a file. */
    @Path("export")
    TrailExportApi export();
}
