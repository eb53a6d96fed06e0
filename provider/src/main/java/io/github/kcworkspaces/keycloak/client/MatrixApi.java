package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.MatrixRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles beside resources. */
public interface MatrixApi {

    /** How up to 50 roles stand to a page of resources; {@code state} with one role only; {@code connector} for it and what belongs to it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    MatrixRepresentation get(
            @QueryParam("role") List<String> roles,
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("search") @Nullable String search,
            @QueryParam("type") @Nullable String type,
            @QueryParam("category") @Nullable String category,
            @QueryParam("subCategory") @Nullable String subCategory,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("parent") @Nullable String parent,
            @QueryParam("externalId") @Nullable String externalId,
            @QueryParam("connector") @Nullable String connector,
            @QueryParam("id") @Nullable List<String> ids,
            @QueryParam("roots") @Nullable Boolean roots,
            @QueryParam("state") @Nullable String state,
            @QueryParam("facets") @Nullable Boolean facets);
}
