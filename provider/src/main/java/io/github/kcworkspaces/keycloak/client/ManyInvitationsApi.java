package io.github.kcworkspaces.keycloak.client;

import io.github.kcworkspaces.keycloak.api.InvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationsRepresentation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Invitations to several workspaces at once. */
public interface ManyInvitationsApi {

    /** Invites an address to several workspaces, to all or none: one invitation for each, in their order. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    List<InvitationRepresentation> create(NewInvitationsRepresentation invitations);
}
