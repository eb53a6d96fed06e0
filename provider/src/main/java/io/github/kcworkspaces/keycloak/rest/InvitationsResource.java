package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.invitation.Verdict;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.InvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationRepresentation;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The invitations to a workspace. */
public final class InvitationsResource {

    private final Call call;
    private final String reference;

    InvitationsResource(Call call, String reference) {
        this.call = call;
        this.reference = reference;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            Workspace workspace = call.access()
                    .enter(reference, Operation.INVITATIONS_READ)
                    .workspace();
            Query query = call.query();
            Set<Invitation.Status> statuses = EnumSet.noneOf(Invitation.Status.class);
            query.texts("status")
                    .forEach(status -> statuses.add(Objects.requireNonNull(
                            Words.upper("status", status, Invitation.Status.class))));
            Page<Invitation> page = call.rbac().invitations().page(workspace, statuses, query.page());
            List<Role> roles = call.rbac().invitations().roles(workspace, page.items());
            return call.page(page, invitation -> Invitations.of(invitation, roles));
        });
    }

    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.INVITE);
            NewInvitationRepresentation sent = call.body(body, NewInvitationRepresentation.class);
            Verdict verdict = call.rbac()
                    .invitations()
                    .invite(List.of(new Invite(Invitations.host(call, entered), Invitations.read(sent))))
                    .get(0);
            Invitation invitation = Objects.requireNonNull(verdict.invitation());
            InvitationRepresentation answer = represent(entered.workspace(), invitation);
            return verdict.outcome() == Verdict.Outcome.RENEWED
                    ? call.ok(answer, invitation.version())
                    : call.created(answer, invitation.id().value(), invitation.version());
        });
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return call.answer(() -> {
            Workspace workspace = call.access()
                    .enter(reference, Operation.INVITATIONS_READ)
                    .workspace();
            Invitation invitation = call.rbac().invitations().get(workspace, new InvitationId(id));
            return call.ok(represent(workspace, invitation), invitation.version());
        });
    }

    /** Revokes it; it stays in the list. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.INVITE);
            call.rbac().invitations().revoke(call.access().actor(), entered.workspace(), new InvitationId(id));
            return Call.done();
        });
    }

    @POST
    @Path("{id}/resend")
    public Response resend(@PathParam("id") String id) {
        return call.answer(() -> {
            Entered entered = call.access().enter(reference, Operation.INVITE);
            Invitation invitation =
                    call.rbac().invitations().resend(Invitations.host(call, entered), new InvitationId(id));
            return call.ok(represent(entered.workspace(), invitation), invitation.version());
        });
    }

    private InvitationRepresentation represent(Workspace workspace, Invitation invitation) {
        return Invitations.of(invitation, call.rbac().invitations().roles(workspace, List.of(invitation)));
    }
}
