package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.invitation.InvitationRules;
import io.github.kcworkspaces.keycloak.access.Access;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.WorkspaceReferenceRepresentation;
import io.github.kcworkspaces.keycloak.directory.KeycloakPeople;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.UserModel;

/** The invitations of the caller: those of the address that he has proved to be his (rule I4). */
public final class MyInvitationsResource {

    private final Call call;

    MyInvitationsResource(Call call) {
        this.call = call;
    }

    @GET
    public Response list() {
        return call.answer(() -> {
            call.access().require(Operation.ME_READ);
            UserModel user = call.access().identity().user();
            String email = user.getEmail();
            boolean proved = isOfTheRealm() && email != null && user.isEmailVerified();
            return call.page(
                    proved
                            ? call.rbac()
                                    .invitationAnswers()
                                    .mine(
                                            call.access().realm(),
                                            email.toLowerCase(Locale.ROOT),
                                            call.query().page())
                            : new Page<InvitationAnswers.Shown>(List.of(), 0),
                    Invitations::mine);
        });
    }

    @POST
    @Path("{id}/accept")
    public Response accept(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.ME_READ);
            Workspace workspace = call.rbac()
                    .invitationAnswers()
                    .accept(
                            access.realm(),
                            new InvitationId(id),
                            access.actor(),
                            person(),
                            access.identity().user().isEmailVerified())
                    .workspace();
            return call.ok(new WorkspaceReferenceRepresentation(workspace.id().value(), workspace.alias()));
        });
    }

    @POST
    @Path("{id}/decline")
    public Response decline(@PathParam("id") String id) {
        return call.answer(() -> {
            Access access = call.access();
            access.require(Operation.ME_READ);
            InvitationRules.addressIsProved(access.identity().user().isEmailVerified());
            call.rbac().invitationAnswers().decline(access.realm(), new InvitationId(id), access.actor(), person());
            return Call.done();
        });
    }

    private Person person() {
        if (!isOfTheRealm()) {
            throw InvitationRules.notFound();
        }
        return new KeycloakPeople(call.session())
                .find(
                        call.access().realm(),
                        new UserId(call.access().identity().user().getId()))
                .orElseThrow(InvitationRules::notFound);
    }

    private boolean isOfTheRealm() {
        return call.access().identity().sameRealm(call.realm());
    }
}
