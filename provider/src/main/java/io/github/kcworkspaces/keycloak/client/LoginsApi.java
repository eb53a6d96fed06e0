package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.ActivityCountsRepresentation;
import io.github.kcworkspaces.keycloak.api.LoginRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logins, failed logins and logouts. */
public interface LoginsApi {

    /** By cursor, both ways, newest first; {@code from} inclusive, {@code to} exclusive. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    List<LoginRepresentation> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before,
            @QueryParam("order") @Nullable String order,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("code") @Nullable List<Integer> code,
            @QueryParam("user") @Nullable String user,
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("client") @Nullable String client,
            @QueryParam("correlation") @Nullable String correlation,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("search") @Nullable String search);

    /** How many the same filters let through, by type and by day; {@code offset} is that of the days, in minutes. */
    @GET
    @Path("counts")
    @Produces(MediaType.APPLICATION_JSON)
    ActivityCountsRepresentation counts(
            @QueryParam("offset") @Nullable Long offset,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("code") @Nullable List<Integer> code,
            @QueryParam("user") @Nullable String user,
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("client") @Nullable String client,
            @QueryParam("correlation") @Nullable String correlation,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("search") @Nullable String search);
}
