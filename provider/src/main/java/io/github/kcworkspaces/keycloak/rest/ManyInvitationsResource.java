package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.invitation.NewInvitation;
import io.github.kcworkspaces.invitation.Verdict;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.InvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationsRepresentation;
import io.github.kcworkspaces.keycloak.login.InvitationLanding;
import io.github.kcworkspaces.keycloak.login.InvitationPages;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Invitations to several workspaces at once; and where the links of mails lead. */
public final class ManyInvitationsResource {

    private static final int MOST_WORKSPACES = 100;

    private final Call call;

    ManyInvitationsResource(Call call) {
        this.call = call;
    }

    /** Where the link of a mail leads. */
    @GET
    @Path("{secret}")
    @Produces(MediaType.TEXT_HTML)
    public Response show(@PathParam("secret") String secret) {
        return pages().show(secret);
    }

    @POST
    @Path("{secret}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response answer(@PathParam("secret") String secret) {
        return pages().answer(secret);
    }

    /** Where a login with an invitation ends: on to the application. */
    @GET
    @Path("done")
    public Response done() {
        return call.answer(() -> Response.seeOther(new InvitationLanding(call.session(), call.realm())
                        .target(
                                call.query().first("client_id"),
                                call.query().first("redirect_uri")))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    private InvitationPages pages() {
        if (call.isOfAdmins()) {
            throw new NotFoundException();
        }
        return new InvitationPages(call.session());
    }

    @POST
    public Response create(InputStream body) {
        return call.answer(() -> {
            call.access().require(Operation.ME_READ);
            NewInvitationsRepresentation sent = call.body(body, NewInvitationsRepresentation.class);
            List<String> references = Lists.orEmpty("workspaces", sent.workspaces());
            if (references.isEmpty() || references.size() > MOST_WORKSPACES) {
                throw RequestRules.invalid("workspaces", "must be 1 to " + MOST_WORKSPACES + " workspaces");
            }
            NewInvitation wanted = Invitations.read(sent);
            List<Invite> invites = new ArrayList<>();
            for (String reference : references) {
                Entered entered = call.access().enter(reference, Operation.INVITE);
                invites.add(new Invite(Invitations.host(call, entered), wanted));
            }
            List<InvitationRepresentation> answers = new ArrayList<>();
            for (Verdict verdict : call.rbac().invitations().invite(invites)) {
                Invitation invitation = Objects.requireNonNull(verdict.invitation());
                answers.add(Invitations.of(
                        invitation,
                        call.rbac()
                                .invitations()
                                .roles(
                                        invites.get(answers.size()).host().workspace(),
                                        List.of(invitation))));
            }
            return call.ok(answers);
        });
    }
}
