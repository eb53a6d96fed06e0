package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.TransferRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceChangeRepresentation;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceChange;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** One workspace, and what is in it. */
public final class WorkspaceResource {

    private final Call call;
    private final String reference;

    WorkspaceResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response get() {
        return call.answer(() -> {
            Entered entered = enter(Operation.WORKSPACE_READ);
            WorkspaceSummary summary = call.rbac().workspaces().summary(entered.workspace());
            return call.ok(
                    Representations.of(summary, Words.dashed(call.access().open(entered))),
                    summary.workspace().version());
        });
    }

    /** How much there is in it. */
    @GET
    @Path("overview")
    public Response overview() {
        return call.answer(() -> {
            Entered entered = enter(Operation.WORKSPACE_OVERVIEW_READ);
            return call.ok(Representations.of(
                    call.rbac().workspaces().overview(entered.workspace()),
                    call.access().may(entered, Operation.ALL_RESOURCES_READ)));
        });
    }

    @PUT
    public Response put(InputStream body) {
        return call.answer(() -> {
            Workspace workspace = enter(Operation.WORKSPACE_UPDATE).workspace();
            WorkspaceChangeRepresentation change = call.body(body, WorkspaceChangeRepresentation.class);
            if (!call.access().mayEverything()) {
                call.rbac().workspaces().organizationStays(workspace, change.organization());
            }
            return answer(call.rbac()
                    .workspaces()
                    .update(
                            workspace,
                            call.access().actor(),
                            new WorkspaceChange(
                                    change.alias(),
                                    change.name(),
                                    change.description(),
                                    change.organization(),
                                    Words.upper("status", change.status(), Workspace.Status.class),
                                    change.mfaRequired(),
                                    call.expectedVersion(change.version()))));
        });
    }

    @DELETE
    public Response delete() {
        return call.answer(() -> {
            Workspace workspace = enter(Operation.WORKSPACE_DELETE).workspace();
            Access access = call.access();
            call.rbac()
                    .workspaceDeletion()
                    .delete(workspace, access.actor(), call.query().text("confirm"), call.expectedVersion(null));
            return Call.done();
        });
    }

    @GET
    @Path("deletion-impact")
    public Response deletionImpact() {
        return call.answer(() -> {
            Workspace workspace = enter(Operation.DELETION_IMPACT_READ).workspace();
            return call.ok(Representations.of(call.rbac().workspaceDeletion().impact(workspace)));
        });
    }

    @POST
    @Path("transfer")
    public Response transfer(InputStream body) {
        return call.answer(() -> {
            Workspace workspace = enter(Operation.WORKSPACE_TRANSFER).workspace();
            TransferRepresentation transfer = call.body(body, TransferRepresentation.class);
            String owner = transfer.owner();
            if (owner == null || owner.isBlank()) {
                throw RequestRules.invalid("owner", "is required");
            }
            return answer(call.rbac()
                    .workspaces()
                    .transfer(
                            workspace,
                            call.access().actor(),
                            new UserId(owner),
                            call.expectedVersion(transfer.version())));
        });
    }

    @Path("members")
    public MembersResource members() {
        return new MembersResource(call, reference);
    }

    @Path("candidates")
    public CandidatesResource candidates() {
        return new CandidatesResource(call, reference);
    }

    @Path("invitations")
    public InvitationsResource invitations() {
        return new InvitationsResource(call, reference);
    }

    @Path("groups")
    public GroupMappingsResource groups() {
        return new GroupMappingsResource(call, reference);
    }

    @Path("mappings")
    public MappingsResource mappings() {
        return new MappingsResource(call, reference);
    }

    @Path("roles")
    public RolesResource roles() {
        return new RolesResource(call, RoleEntry.ofWorkspace(call, reference));
    }

    @Path("matrix")
    public MatrixResource matrix() {
        return new MatrixResource(call, reference);
    }

    @Path("resources")
    public ResourcesResource resources() {
        return new ResourcesResource(call, reference);
    }

    @Path("activity")
    public ActivityResource activity() {
        return new ActivityResource(call, reference);
    }

    @Path("access/v1")
    public EvaluationResource access() {
        return new EvaluationResource(call, reference);
    }

    private Entered enter(Operation operation) {
        return call.access().enter(reference, operation);
    }

    private Response answer(Workspace workspace) {
        WorkspaceSummary summary = call.rbac().workspaces().summary(workspace);
        return call.ok(Representations.of(summary), summary.workspace().version());
    }
}
