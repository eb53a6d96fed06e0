package io.github.kcworkspaces.share;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.TextRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of shares. */
public final class ShareRules {

    private static final int MOST_WORKSPACES = 200;
    private static final int MOST_PRINCIPALS = 500;

    private ShareRules() {}

    /** P8, P9: a holder of {@code <type>:share} shares, the owner with members and groups. */
    static void mayShare(boolean allowed) {
        if (!allowed) {
            throw new Problem(ProblemCode.ACCESS_DENIED, "you may not share that resource");
        }
    }

    /** P8: the owner alone is not enough. */
    static void mayShareToWorkspaces(boolean allowed) {
        if (!allowed) {
            throw new Problem(
                    ProblemCode.ACCESS_DENIED, "you may not share that resource with workspaces, or end such a share");
        }
    }

    /** R5: you share only what you hold. */
    static void mayGive(Set<String> held, Collection<String> given, String type) {
        Set<String> lacking = new TreeSet<>(given);
        lacking.removeAll(held);
        if (!lacking.isEmpty()) {
            throw new Problem(
                    ProblemCode.CANNOT_GRANT,
                    "you do not hold " + type + ":" + String.join(",", lacking) + " on that resource yourself");
        }
    }

    static void changeIsValid(SharesChange change) {
        TextRules rules = new TextRules();
        List<String> workspaces = change.workspaces();
        if (workspaces != null) {
            rules.check(workspaces.size() <= MOST_WORKSPACES, "workspaces", "has more than " + MOST_WORKSPACES);
        }
        entriesAreValid(rules, "members", change.members());
        entriesAreValid(rules, "groups", change.groups());
        rules.enforce();
    }

    private static void entriesAreValid(TextRules rules, String field, @Nullable List<SharesChange.Entry> entries) {
        if (entries == null) {
            return;
        }
        rules.check(entries.size() <= MOST_PRINCIPALS, field, "has more than " + MOST_PRINCIPALS);
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < entries.size(); index++) {
            SharesChange.Entry entry = entries.get(index);
            String path = field + "[" + index + "]";
            rules.check(seen.add(entry.id()), path, "is there twice")
                    .check(!entry.actions().isEmpty(), path + ".actions", "must not be empty");
        }
    }

    /** P9: what can be shared is what the type says. */
    static void actionsAreShareable(TypeDefinition type, Collection<String> actions) {
        for (String action : actions) {
            if (!type.has(action)) {
                throw new Problem(
                        ProblemCode.UNKNOWN_ACTION,
                        "the resource type '" + type.key() + "' has no action '" + action + "'");
            }
            if (!type.shares(action)) {
                throw notShareable(type, action);
            }
        }
    }

    /** P8: a type that shares nothing is not shared to workspaces. */
    static void typeIsShareable(TypeDefinition type) {
        if (type.shareable().isEmpty()) {
            throw notShareable(type, type.baseAction());
        }
    }

    /** P8: a target is another workspace of the realm, one that the sharer may see. */
    static void targetsExist(Collection<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_WORKSPACE,
                    "there is no such workspace to share with: " + String.join(", ", unknown),
                    List.of(),
                    Map.of("workspaces", List.copyOf(unknown)));
        }
    }

    static void targetsAreOthers(WorkspaceId home, Collection<WorkspaceId> targets) {
        if (targets.contains(home)) {
            throw new Problem(
                    ProblemCode.INVALID_SHARE_TARGET, "a resource is not shared with the workspace it is at home in");
        }
    }

    /** P9: a group of the realm; of its members those count who are members of the workspace. */
    static void groupsExist(Collection<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNKNOWN_GROUP,
                    "the realm has no such group: " + String.join(", ", unknown),
                    List.of(),
                    Map.of("groups", List.copyOf(unknown)));
        }
    }

    private static Problem notShareable(TypeDefinition type, String action) {
        return new Problem(
                ProblemCode.NOT_SHAREABLE,
                "'" + action + "' is not among the actions that resources of type '" + type.key() + "' share");
    }
}
