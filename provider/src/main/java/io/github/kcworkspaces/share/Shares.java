package io.github.kcworkspaces.share;

import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * With whom one resource is shared.
 *
 * @param workspaces to which it is shared (rule P8)
 * @param direct users and groups of its own workspace, with the actions that each of them gets (P9)
 */
public record Shares(Set<WorkspaceId> workspaces, Map<Principal, Set<String>> direct) {

    private static final Comparator<Principal> ORDER =
            Comparator.comparing(Principal::kind).thenComparing(Principal::id);

    public Shares {
        Set<WorkspaceId> sortedWorkspaces = new TreeSet<>(Comparator.comparing(WorkspaceId::value));
        sortedWorkspaces.addAll(workspaces);
        workspaces = Collections.unmodifiableSet(sortedWorkspaces);
        Map<Principal, Set<String>> sortedDirect = new TreeMap<>(ORDER);
        direct.forEach((principal, actions) ->
                sortedDirect.put(principal, Collections.unmodifiableSet(new TreeSet<>(actions))));
        direct = Collections.unmodifiableMap(sortedDirect);
    }

    /** What stands here and does not in the other: workspaces, and principals whose actions are others there. */
    public Shares without(Shares other) {
        Set<WorkspaceId> more = new TreeSet<>(Comparator.comparing(WorkspaceId::value));
        more.addAll(workspaces);
        more.removeAll(other.workspaces);
        Map<Principal, Set<String>> different = new TreeMap<>(ORDER);
        direct.forEach((principal, actions) -> {
            if (!actions.equals(other.direct.get(principal))) {
                different.put(principal, actions);
            }
        });
        return new Shares(more, different);
    }

    public boolean isEmpty() {
        return workspaces.isEmpty() && direct.isEmpty();
    }
}
