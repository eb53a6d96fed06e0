package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of workspaces. */
public final class WorkspaceRules {

    public static final String DEFAULT_ALIAS = "default";

    static final int LONGEST_DESCRIPTION = 1_000;

    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Names that the products behind the requirements reserve for workspaces that they make themselves. */
    private static final Set<String> RESERVED_NAMES = Set.of("default workspace", "personal workspace");

    private WorkspaceRules() {}

    public static Workspace exists(Optional<Workspace> workspace) {
        return workspace.orElseThrow(WorkspaceRules::notFound);
    }

    /** P1: what a caller may not see does not exist for him: the same answer as for an id that was never given. */
    public static Problem notFound() {
        return new Problem(ProblemCode.WORKSPACE_NOT_FOUND, "there is no such workspace");
    }

    /** W7: alias {@code [a-z0-9][a-z0-9-]{0,62}}, not reserved and not to be mistaken for an id; name 1 to 100. */
    static void newWorkspaceIsValid(@Nullable String alias, @Nullable String name, @Nullable String description) {
        texts(alias, name, description)
                .check(!DEFAULT_ALIAS.equals(alias), "alias", "'" + DEFAULT_ALIAS + "' is reserved")
                .check(!reserved(name), "name", "is reserved")
                .enforce();
    }

    /** W7, for a change. The default workspace keeps its alias: it is what applications fall back to. */
    static void changeIsValid(Workspace before, Workspace after) {
        boolean renamed = !before.name().equals(after.name());
        TextRules rules = texts(after.alias(), after.name(), after.description())
                .check(!renamed || !reserved(after.name()), "name", "is reserved");
        if (before.isDefault()) {
            rules.check(after.alias().equals(before.alias()), "alias", "of the default workspace cannot be changed");
            rules.check(
                    after.status() == Workspace.Status.ACTIVE, "status", "of the default workspace cannot be changed");
        } else {
            rules.check(!DEFAULT_ALIAS.equals(after.alias()), "alias", "'" + DEFAULT_ALIAS + "' is reserved");
        }
        rules.enforce();
    }

    static void aliasIsFree(RealmAliases aliases, String alias) {
        if (aliases.taken(alias)) {
            throw aliasTaken(alias);
        }
    }

    /** Also what a lost race for an alias is turned into. */
    public static Problem aliasTaken(String alias) {
        return new Problem(ProblemCode.ALIAS_TAKEN, "the alias '" + alias + "' is taken");
    }

    /** W1: the default workspace can't be deleted, whatever it is called. */
    static void defaultWorkspaceCannotBeDeleted(Workspace workspace) {
        if (workspace.isDefault()) {
            throw new Problem(
                    ProblemCode.DEFAULT_WORKSPACE_UNDELETABLE, "the default workspace of a realm cannot be deleted");
        }
    }

    /** W2: who is left in it must be unlinked first. */
    static void onlyOwnersAreLeft(List<String> otherMembers) {
        if (!otherMembers.isEmpty()) {
            throw new Problem(
                    ProblemCode.WORKSPACE_HAS_MEMBERS,
                    "the workspace has members besides its owner and the account owner; unlink them first",
                    List.of(),
                    Map.of("members", otherMembers));
        }
    }

    /** W5: deletion is irreversible, so its alias is typed again. */
    static void deletionIsConfirmed(Workspace workspace, @Nullable String typedAlias) {
        if (!workspace.alias().equals(typedAlias)) {
            throw new Problem(
                    ProblemCode.CONFIRMATION_REQUIRED,
                    "deleting a workspace is irreversible: repeat its alias as ?confirm=<alias>");
        }
    }

    static Problem unknownOrganization() {
        return new Problem(ProblemCode.UNKNOWN_ORGANIZATION, "the realm has no such organization");
    }

    /** Of a realm that does not use organizations no workspace belongs to one. */
    static void organizationsAreUsed(boolean used) {
        if (!used) {
            throw new Problem(
                    ProblemCode.ORGANIZATIONS_DISABLED,
                    "the realm does not use organizations; enable them in its settings first");
        }
    }

    /** Who is not in the organization can't be a member; all who would have to go first are named. */
    static void membersAreInOrganization(List<String> outside) {
        if (!outside.isEmpty()) {
            throw new Problem(
                    ProblemCode.NOT_IN_ORGANIZATION,
                    "not in the organization: " + String.join(", ", outside)
                            + "; add them to it or unlink them from the workspace first",
                    List.of(),
                    Map.of("members", outside));
        }
    }

    /** Which organization a workspace belongs to decides who may be in it: that is decided for the realm. */
    static void mayBeMovedBy(boolean unlimited) {
        if (!unlimited) {
            throw new Problem(
                    ProblemCode.ACCESS_DENIED,
                    "only who manages all workspaces changes the organization that one belongs to");
        }
    }

    static Problem unknownUser() {
        return new Problem(ProblemCode.UNKNOWN_USER, "the realm has no such enabled user");
    }

    /** Whether an alias is taken in the realm at hand. */
    @FunctionalInterface
    interface RealmAliases {
        boolean taken(String alias);
    }

    private static TextRules texts(@Nullable String alias, @Nullable String name, @Nullable String description) {
        return new TextRules()
                .required("alias", alias, 63)
                .matches(
                        "alias",
                        alias,
                        ALIAS,
                        "must be lower-case letters, digits and hyphens, not starting with a hyphen")
                .check(alias == null || !WorkspaceId.isId(alias), "alias", "must not look like an id")
                .name("name", name)
                .prose("description", description, LONGEST_DESCRIPTION);
    }

    private static boolean reserved(@Nullable String name) {
        return name != null
                && RESERVED_NAMES.contains(name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }
}
