package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ActivityCountsRepresentation;
import io.github.kcworkspaces.keycloak.api.ActivityRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was changed. */
public interface ActivityApi {

    /** By cursor, both ways, newest first; {@code from} inclusive, {@code to} exclusive. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<ActivityRepresentation> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before,
            @QueryParam("order") @Nullable String order,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("class") @Nullable String trailClass,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("target") @Nullable String target,
            @QueryParam("role") @Nullable String role,
            @QueryParam("member") @Nullable String member,
            @QueryParam("client") @Nullable String client,
            @QueryParam("correlation") @Nullable String correlation,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("search") @Nullable String search);

    /** How many rows the same filters let through, by type and by day; {@code offset} is that of the days, in minutes. */
    @GET
    @Path("counts")
    @Produces(MediaType.APPLICATION_JSON)
    ActivityCountsRepresentation counts(
            @QueryParam("offset") @Nullable Long offset,
            @QueryParam("class") @Nullable String trailClass,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("target") @Nullable String target,
            @QueryParam("role") @Nullable String role,
            @QueryParam("member") @Nullable String member,
            @QueryParam("client") @Nullable String client,
            @QueryParam("correlation") @Nullable String correlation,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("search") @Nullable String search);

    /** As a file. */
    @Path("export")
    TrailExportApi export();
}
