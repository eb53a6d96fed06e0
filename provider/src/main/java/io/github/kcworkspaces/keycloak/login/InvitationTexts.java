package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.problem.ProblemCode;

/** What invited people read where an invitation cannot be accepted: keys of messages. */
final class InvitationTexts {

    static final String CLOSED = "workspaceInvitationClosed";

    private InvitationTexts() {}

    /** Nothing is told that only members should know: most refusals read the same. */
    static String of(ProblemCode code) {
        return switch (code) {
            case ALREADY_MEMBER -> "workspaceInvitationMember";
            case INVITER_NOT_ENTITLED -> "workspaceInvitationInviter";
            case EMAIL_NOT_VERIFIED -> "workspaceInvitationUnverified";
            case NOT_IN_ORGANIZATION -> "workspaceInvitationOrganization";
            default -> CLOSED;
        };
    }
}
