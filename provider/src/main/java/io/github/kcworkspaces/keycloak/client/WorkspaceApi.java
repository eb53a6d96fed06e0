package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.DeletionImpactRepresentation;
import io.github.kcworkspaces.keycloak.api.TransferRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceOverviewRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** One workspace, and what is in it. */
public interface WorkspaceApi {

    /** The workspace. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceRepresentation get();

    /** Changes the workspace. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceRepresentation update(
            @HeaderParam("If-Match") @Nullable String ifMatch, WorkspaceChangeRepresentation change);

    /** Deletes the workspace with all that is in it; {@code confirm} repeats its alias. */
    @DELETE
    void delete(@QueryParam("confirm") @Nullable String confirm, @HeaderParam("If-Match") @Nullable String ifMatch);

    /** How much there is in it. */
    @GET
    @Path("overview")
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceOverviewRepresentation overview();

    /** What a deletion would take with it. */
    @GET
    @Path("deletion-impact")
    @Produces(MediaType.APPLICATION_JSON)
    DeletionImpactRepresentation deletionImpact();

    /** Hands the workspace to another owner. */
    @POST
    @Path("transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    WorkspaceRepresentation transfer(
            @HeaderParam("If-Match") @Nullable String ifMatch, TransferRepresentation transfer);

    /** Its members. */
    @Path("members")
    MembersApi members();

    /** Who could be added to it. */
    @Path("candidates")
    CandidatesApi candidates();

    /** Who was invited to it. */
    @Path("invitations")
    InvitationsApi invitations();

    /** The groups whose members hold roles in it. */
    @Path("groups")
    GroupMappingsApi groups();

    @Path("mappings")
    MappingsApi mappings();

    /** Its roles. */
    @Path("roles")
    RolesApi roles();

    /** Its roles beside its resources. */
    @Path("matrix")
    MatrixApi matrix();

    /** Its resources. */
    @Path("resources")
    ResourcesApi resources();

    /** Its part of the audit trail. */
    @Path("activity")
    ActivityApi activity();

    /** Decisions in it. */
    @Path("access/v1")
    EvaluationApi access();
}
