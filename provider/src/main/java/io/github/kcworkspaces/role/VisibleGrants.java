package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.VisibleResources;
import io.github.kcworkspaces.role.GrantStore.Positioned;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a role as somebody sees them who does not read all resources: those on whole types, and those on resources
 * that he may view himself (rule P1).
 */
public final class VisibleGrants {

    private final GrantStore grants;
    private final VisibleResources resources;

    public VisibleGrants(GrantStore grants, VisibleResources resources) {
        this.grants = grants;
        this.resources = resources;
    }

    /** @param after cursor of an earlier slice; null to start */
    public Slice<Grant> slice(
            Workspace workspace,
            SubjectFacts subject,
            Membership membership,
            Role role,
            GrantFilter filter,
            @Nullable String after) {
        int max = filter.page().max();
        ResourceStore.Reach reach = resources.reach(workspace.realm(), subject, membership);
        List<Grant> visible = new ArrayList<>();
        String cursor = after;
        while (true) {
            List<Positioned> candidates = grants.candidates(role, filter, reach, cursor, max + 1);
            List<ResourceId> ids = candidates.stream()
                    .map(candidate -> candidate.grant().resource())
                    .filter(Objects::nonNull)
                    .toList();
            Set<ResourceId> viewable = resources.viewable(workspace, subject, membership, ids);
            for (int index = 0; index < Math.min(candidates.size(), max); index++) {
                Positioned candidate = candidates.get(index);
                cursor = candidate.position();
                ResourceId resource = candidate.grant().resource();
                if (resource == null || viewable.contains(resource)) {
                    visible.add(candidate.grant());
                    if (visible.size() == max) {
                        return new Slice<>(visible, index + 1 < candidates.size() ? cursor : null);
                    }
                }
            }
            if (candidates.size() <= max) {
                return new Slice<>(visible, null);
            }
        }
    }
}
