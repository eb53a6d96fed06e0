package io.github.kcworkspaces.keycloak.client;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sealed trail as a file. */
public interface TrailExportApi {

    /**
     * Rows in the order in which they were sealed, as {@code format}: {@code ndjson} (its last line is a manifest), {@code
     * csv}, {@code xlsx}, or {@code manifest} for what is said about them alone; in {@code schema}: {@code native}, which can be
     * verified, {@code ocsf} or {@code ecs}. It goes on behind the row {@code after}, and ends with {@code upTo} or what is
     * sealed now. {@code from} inclusive, {@code to} exclusive.
     */
    @GET
    @Produces({
        "application/x-ndjson",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/json"
    })
    InputStream file(
            @QueryParam("format") @Nullable String format,
            @QueryParam("schema") @Nullable String schema,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("upTo") @Nullable Long upTo,
            @QueryParam("type") @Nullable List<String> type,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to);
}
