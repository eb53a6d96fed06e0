package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of invitations. */
public final class InvitationRules {

    static final int LONGEST_MESSAGE = 1_000;

    private static final int MOST_ROLES = 20;
    private static final long YEAR = 366L * 24 * 3_600_000;

    /**
     * Only ASCII: letters of other scripts look like these, and some become them in lower case. A domain of another script
     * has a form in ASCII.
     */
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private InvitationRules() {}

    /** The address in the form in which addresses are compared. */
    static String emailIsValid(@Nullable String email) {
        if (email == null
                || email.length() > 254
                || email.indexOf('@') > 64
                || !EMAIL.matcher(email).matches()) {
            throw new Problem(
                    ProblemCode.INVALID_EMAIL,
                    "email is not an address like name@example.org",
                    List.of(new io.github.kcworkspaces.problem.Violation("email", "is no address")),
                    java.util.Map.of());
        }
        return email.toLowerCase(Locale.ROOT);
    }

    static void textsAreValid(NewInvitation wanted) {
        new TextRules()
                .optional("firstName", wanted.firstName(), 255)
                .optional("lastName", wanted.lastName(), 255)
                .prose("message", wanted.message(), LONGEST_MESSAGE)
                .check(wanted.roles().size() <= MOST_ROLES, "roles", "has more than " + MOST_ROLES + " entries")
                .enforce();
    }

    static void expiryIsValid(@Nullable Long expiresAt, long now) {
        new TextRules()
                .check(expiresAt == null || expiresAt > now, "expiresAt", "is over")
                .check(expiresAt == null || expiresAt <= now + YEAR, "expiresAt", "is more than a year from now")
                .enforce();
    }

    /** An open redirect would lend the realm's name to any site. */
    static void applicationIsKnown(boolean known) {
        new TextRules()
                .check(known, "redirectUri", "is no redirect URI of an enabled client of the realm")
                .enforce();
    }

    public static Invitation exists(Optional<Invitation> invitation) {
        return invitation.orElseThrow(InvitationRules::notFound);
    }

    /** The same for what never was, what is over and what is somebody else's. */
    public static Problem notFound() {
        return new Problem(ProblemCode.INVITATION_NOT_FOUND, "there is no such invitation");
    }

    /** I2: what has its final state keeps it. */
    static void isPending(Invitation invitation) {
        if (!invitation.pending()) {
            throw notPending(invitation.status());
        }
    }

    /** I3: somebody else was first, or its time was over. */
    static void wasPending(boolean closed) {
        if (!closed) {
            throw new Problem(ProblemCode.INVITATION_NOT_PENDING, "the invitation is no longer pending");
        }
    }

    private static Problem notPending(Invitation.Status status) {
        return new Problem(
                ProblemCode.INVITATION_NOT_PENDING,
                "the invitation is no longer pending but " + status.name().toLowerCase(Locale.ROOT));
    }

    /** I7: who is in need not come in; and an owner has everything. */
    static void isNotAMember(boolean member) {
        if (member) {
            throw new Problem(ProblemCode.ALREADY_MEMBER, "the address belongs to a member of the workspace");
        }
    }

    /** I1: one address, one invitation to a workspace. */
    static void isFirstInRequest(boolean first) {
        if (!first) {
            throw new Problem(
                    ProblemCode.DUPLICATE_INVITATION, "the address is there twice for this workspace");
        }
    }

    /** W9: into a workspace that is disabled nobody is led. */
    static void workspaceIsOpen(boolean open) {
        if (!open) {
            throw new Problem(
                    ProblemCode.WORKSPACE_DISABLED, "the workspace is suspended, or its organization disabled");
        }
    }

    static void mayInvite(boolean may) {
        if (!may) {
            throw new Problem(ProblemCode.ACCESS_DENIED, "you may not invite to this workspace");
        }
    }

    /** I5: off unless the realm says otherwise. */
    static void bypassIsOn(boolean on) {
        if (!on) {
            throw new Problem(
                    ProblemCode.BYPASS_DISABLED, "the realm does not allow bypass invitations; send a standard one");
        }
    }

    /** I5: a right of its own. */
    static void mayBypass(boolean may) {
        if (!may) {
            throw new Problem(ProblemCode.ACCESS_DENIED, "you may not give access without acceptance");
        }
    }

    /** I5: without an account the address needs one, and making one takes the right to manage users. */
    static void mayCreateAccount(boolean may) {
        if (!may) {
            throw new Problem(
                    ProblemCode.ACCESS_DENIED,
                    "nobody has this address yet, and creating an account needs the right to manage users");
        }
    }

    /** I5: access is given to somebody, not to one of several. */
    static void accountIsClear(int accounts) {
        if (accounts > 1) {
            throw new Problem(
                    ProblemCode.AMBIGUOUS_ACCOUNT,
                    "several accounts have this address; add the right one as a member, or send a standard invitation");
        }
    }

    /** What a realm refuses of a new account. */
    public static Problem accountRefused(String why) {
        return new Problem(ProblemCode.ACCOUNT_REFUSED, "the account cannot be created: " + why);
    }

    /** W9. */
    static void accountIsEnabled(boolean enabled) {
        if (!enabled) {
            throw new Problem(ProblemCode.USER_DISABLED, "the account with this address is disabled");
        }
    }

    /** Who is not in the organization of the workspace is led there only by somebody who manages all workspaces. */
    static void mayLeadIn(boolean may) {
        if (!may) {
            throw new Problem(
                    ProblemCode.NOT_IN_ORGANIZATION,
                    "the workspace belongs to an organization that nobody with this address is a member of");
        }
    }

    /** I5: an account under an address that nobody proved may be somebody else's; who manages users can tell. */
    static void addressIsProvedToGive(boolean proved) {
        if (!proved) {
            throw new Problem(
                    ProblemCode.EMAIL_NOT_VERIFIED,
                    "the account with this address has not proved that the address is its own; send a standard invitation");
        }
    }

    /** I4: the address is proved, by Keycloak or by the link. */
    public static void addressIsProved(boolean proved) {
        if (!proved) {
            throw new Problem(
                    ProblemCode.EMAIL_NOT_VERIFIED, "verify your e-mail address first; then the invitation is yours");
        }
    }

    /** I4: for whom it is not it does not exist. */
    static void isFor(Invitation invitation, @Nullable String email) {
        if (email == null || !invitation.email().equals(email.toLowerCase(Locale.ROOT))) {
            throw notFound();
        }
    }

    /** I4: what the inviter could not give today, nobody takes from him. */
    static <T> T inviterMayStill(Optional<T> holdings) {
        return holdings.orElseThrow(InvitationRules::inviterNotEntitled);
    }

    static Problem inviterNotEntitled() {
        return new Problem(
                ProblemCode.INVITER_NOT_ENTITLED,
                "whoever sent the invitation may no longer give what it gives; ask for another one");
    }

    /** The role of an invitation may be gone since. */
    static void rolesAreThere(Workspace workspace, boolean there) {
        if (!there) {
            throw new Problem(
                    ProblemCode.INVITER_NOT_ENTITLED,
                    "a role that the invitation to '" + workspace.name()
                            + "' gives is no longer there; ask for another one");
        }
    }
}
