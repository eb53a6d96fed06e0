package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.invitation.NewInvitation;
import io.github.kcworkspaces.keycloak.access.Entered;
import io.github.kcworkspaces.keycloak.access.Operation;
import io.github.kcworkspaces.keycloak.api.InvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.InviterRepresentation;
import io.github.kcworkspaces.keycloak.api.MyInvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationRepresentation;
import io.github.kcworkspaces.keycloak.api.NewInvitationsRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceReferenceRepresentation;
import io.github.kcworkspaces.role.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invitations from the wire and back. */
final class Invitations {

    private Invitations() {}

    /** Who invites to a workspace that he has entered. */
    static Invite.Host host(Call call, Entered entered) {
        return new Invite.Host(
                entered.workspace(),
                entered.caller(),
                call.access().identity().realm().getId(),
                call.access().may(entered, Operation.INVITE),
                call.access().may(entered, Operation.BYPASS_INVITE),
                call.access().mayManageUsers());
    }

    static NewInvitation read(NewInvitationRepresentation sent) {
        return new NewInvitation(
                sent.email(),
                sent.firstName(),
                sent.lastName(),
                Lists.orEmpty("roles", sent.roles()),
                Boolean.TRUE.equals(sent.bypass()),
                sent.message(),
                sent.expiresAt(),
                application(sent.client(), sent.redirectUri()));
    }

    static NewInvitation read(NewInvitationsRepresentation sent) {
        return new NewInvitation(
                sent.email(),
                sent.firstName(),
                sent.lastName(),
                Lists.orEmpty("roles", sent.roles()),
                Boolean.TRUE.equals(sent.bypass()),
                sent.message(),
                sent.expiresAt(),
                application(sent.client(), sent.redirectUri()));
    }

    private static Invitation.@Nullable Application application(@Nullable String client, @Nullable String redirectUri) {
        if (client == null && redirectUri != null) {
            throw RequestRules.invalid("client", "is required with redirectUri");
        }
        return client == null ? null : new Invitation.Application(client, redirectUri);
    }

    /** @param roles live ones of the workspace */
    static InvitationRepresentation of(Invitation invitation, List<Role> roles) {
        Map<RoleId, String> names = roles.stream().collect(Collectors.toMap(Role::id, Role::name));
        List<RoleId> there =
                invitation.roles().stream().filter(names::containsKey).toList();
        Invitation.Application application = invitation.application();
        UserId inviter = invitation.invitedBy().id();
        return new InvitationRepresentation(
                invitation.id().value(),
                invitation.workspace().value(),
                invitation.email(),
                invitation.firstName(),
                invitation.lastName(),
                there.stream().map(RoleId::value).toList(),
                there.stream()
                        .map(role -> names.getOrDefault(role, role.value()))
                        .toList(),
                invitation.bypass(),
                invitation.message(),
                invitation.bypass() ? null : invitation.expiresAt(),
                invitation.status().name(),
                invitation.mailStatus().name(),
                new InviterRepresentation(
                        inviter == null ? null : inviter.value(),
                        invitation.invitedBy().username()),
                invitation.createdAt(),
                invitation.answeredAt(),
                application == null ? null : application.client(),
                application == null ? null : application.redirectUri(),
                invitation.version());
    }

    static MyInvitationRepresentation mine(InvitationAnswers.Shown shown) {
        Invitation invitation = shown.invitation();
        return new MyInvitationRepresentation(
                invitation.id().value(),
                new WorkspaceReferenceRepresentation(
                        shown.workspace().id().value(), shown.workspace().alias()),
                shown.workspace().name(),
                shown.roles(),
                invitation.invitedBy().username(),
                invitation.message(),
                invitation.createdAt(),
                invitation.expiresAt());
    }
}
