package io.github.kcworkspaces.user;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of who becomes of users what. */
public final class UserRules {

    private UserRules() {}

    static Problem userNotFound() {
        return new Problem(ProblemCode.USER_NOT_FOUND, "the realm has no such user");
    }

    static Problem unknownSuccessor() {
        return new Problem(ProblemCode.UNKNOWN_USER, "the realm has no such enabled user to be the successor");
    }

    /** Accounts are Keycloak's: account admins and who manages users there delete and disable them, nobody else. */
    static void mayManageAccounts(boolean accounts) {
        if (!accounts) {
            throw new Problem(
                    ProblemCode.ACCESS_DENIED, "only account admins and who may manage users do this to an account");
        }
    }

    /** R5: who is no administrator of Keycloak takes nothing from one. */
    static void administratorsAreLeftAlone(Administrator by, boolean administersKeycloak) {
        if (administersKeycloak && !by.keycloak()) {
            throw new Problem(
                    ProblemCode.ACCESS_DENIED, "the user administers Keycloak; only such an administrator does this");
        }
    }

    /** Invitations make people invited, nobody else does. */
    static Problem nobodyBecomesInvited() {
        return new Problem(ProblemCode.INVALID_REQUEST, "status must be one of ACTIVE, SUSPENDED, DISABLED");
    }

    /** W3, of the whole realm: its account always has the owner that its settings name. */
    static void accountOwnerStays(boolean accountOwner) {
        if (accountOwner) {
            throw new Problem(
                    ProblemCode.OWNER_IMMUTABLE, "the user owns the account of the realm; name another owner first");
        }
    }

    /** W3: owners can't be suspended. */
    static void ownersAreNotSuspended(List<Workspace> owned) {
        if (!owned.isEmpty()) {
            throw new Problem(
                    ProblemCode.OWNER_IMMUTABLE,
                    "the user owns workspaces; transfer them first",
                    List.of(),
                    Map.of("workspaces", aliases(owned)));
        }
    }

    /** An account admin needs no membership: to suspend his would take nothing from him. */
    static void accountAdminsAreNotSuspended(User user) {
        if (user.type() == User.Type.ADMIN) {
            throw new Problem(
                    ProblemCode.USER_IS_ADMIN,
                    "the user is an account admin; make him a normal user first, or disable the account");
        }
    }

    static void isMemberSomewhere(User user) {
        if (user.places().isEmpty()) {
            throw new Problem(ProblemCode.NOT_A_MEMBER, "the user is a member of no workspace");
        }
    }

    /** M1: what a user owns is not lost with him: it is listed, or handed over to a successor. */
    static void nothingIsOwned(List<Workspace> workspaces, List<UserStore.Owned> resources) {
        if (workspaces.isEmpty() && resources.isEmpty()) {
            return;
        }
        throw new Problem(
                ProblemCode.USER_OWNS,
                "the user owns workspaces or resources; name who gets them as ?successor=<user id>",
                List.of(),
                Map.of(
                        "workspaces",
                        aliases(workspaces),
                        "resources",
                        resources.stream().map(UserRules::described).toList()));
    }

    /** A directory that is read only keeps its people. */
    static void accountWasChanged(boolean changed) {
        if (!changed) {
            throw new Problem(
                    ProblemCode.ACCOUNT_READ_ONLY, "the account is kept where it can't be changed from Keycloak");
        }
    }

    private static List<String> aliases(List<Workspace> workspaces) {
        return workspaces.stream().map(Workspace::alias).sorted().toList();
    }

    private static Map<String, String> described(UserStore.Owned resource) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", resource.id().value());
        described.put("type", resource.type());
        described.put("name", resource.name());
        described.put("workspace", resource.workspaceAlias());
        return described;
    }
}
