package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.GroupCandidateRepresentation;
import io.github.kcworkspaces.keycloak.api.UserCandidateRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who could be added to a workspace. */
public interface CandidatesApi {

    /** The first users of the realm whom a search finds, by username. */
    @GET
    @Path("users")
    @Produces(MediaType.APPLICATION_JSON)
    List<UserCandidateRepresentation> users(
            @QueryParam("max") @Nullable Integer max, @QueryParam("search") @Nullable String search);

    /** The first groups of the realm whose names a search finds. */
    @GET
    @Path("groups")
    @Produces(MediaType.APPLICATION_JSON)
    List<GroupCandidateRepresentation> groups(
            @QueryParam("max") @Nullable Integer max, @QueryParam("search") @Nullable String search);
}
