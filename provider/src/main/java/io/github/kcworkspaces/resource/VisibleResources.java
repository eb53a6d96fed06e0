package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.DecisionEngine;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Question;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a member may view, and no others (rule P1). The database narrows them to what the member's grants
 * can reach; conditions and parents are the engine's, so that the list agrees with the decision.
 */
public final class VisibleResources {

    private final ResourceStore store;
    private final DecisionStore facts;
    private final DecisionService decisions;

    public VisibleResources(ResourceStore store, DecisionStore facts, DecisionService decisions) {
        this.store = store;
        this.facts = facts;
        this.decisions = decisions;
    }

    /** @param after cursor of an earlier slice; null to start */
    public Slice<Resource> slice(
            Workspace workspace,
            SubjectFacts subject,
            Membership membership,
            ResourceFilter filter,
            @Nullable String after,
            int max) {
        Catalogue catalogue = facts.catalogue(workspace.realm(), membership.catalogueRevision());
        Holdings holdings = holdings(workspace.realm(), subject, membership);
        ResourceStore.Reach reach = reach(holdings, subject, membership);
        List<Resource> visible = new ArrayList<>();
        ResourceId cursor = after == null || after.isBlank() ? null : new ResourceId(after);
        while (true) {
            List<Resource> candidates =
                    store.candidates(workspace.realm(), workspace.id(), filter, reach, cursor, max + 1);
            Set<ResourceId> viewable = viewable(workspace, subject, membership, holdings, catalogue, ids(candidates));
            for (int index = 0; index < Math.min(candidates.size(), max); index++) {
                Resource candidate = candidates.get(index);
                cursor = candidate.id();
                if (viewable.contains(candidate.id())) {
                    visible.add(candidate);
                    if (visible.size() == max) {
                        boolean more = index + 1 < candidates.size();
                        return new Slice<>(visible, more ? cursor.value() : null);
                    }
                }
            }
            if (candidates.size() <= max) {
                return new Slice<>(visible, null);
            }
        }
    }

    /** Whether the member may view this resource. */
    public boolean sees(Workspace workspace, SubjectFacts subject, Membership membership, Resource resource) {
        Catalogue catalogue = facts.catalogue(workspace.realm(), membership.catalogueRevision());
        Holdings holdings = holdings(workspace.realm(), subject, membership);
        return !viewable(workspace, subject, membership, holdings, catalogue, List.of(resource.id()))
                .isEmpty();
    }

    /** Of these resources, those that the member may view. */
    public Set<ResourceId> viewable(
            Workspace workspace, SubjectFacts subject, Membership membership, Collection<ResourceId> ids) {
        Catalogue catalogue = facts.catalogue(workspace.realm(), membership.catalogueRevision());
        return ids.isEmpty()
                ? Set.of()
                : viewable(
                        workspace,
                        subject,
                        membership,
                        holdings(workspace.realm(), subject, membership),
                        catalogue,
                        ids);
    }

    /** What narrows the database to what the member may perhaps view. */
    public ResourceStore.Reach reach(RealmId realm, SubjectFacts subject, Membership membership) {
        return reach(holdings(realm, subject, membership), subject, membership);
    }

    private static ResourceStore.Reach reach(Holdings holdings, SubjectFacts subject, Membership membership) {
        return new ResourceStore.Reach(
                holdings.holdsEverything() ? null : holdings.grantedTypes(), roles(membership), subject.subject());
    }

    private Holdings holdings(RealmId realm, SubjectFacts subject, Membership membership) {
        return subject.accountAdmin() ? Holdings.EVERYTHING : decisions.holdings(realm, membership);
    }

    private static List<ResourceId> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).toList();
    }

    private Set<ResourceId> viewable(
            Workspace workspace,
            SubjectFacts subject,
            Membership membership,
            Holdings holdings,
            Catalogue catalogue,
            Collection<ResourceId> ids) {
        Set<ResourceId> viewable = new HashSet<>();
        for (ResourceFacts resource : facts.resources(workspace.realm(), membership, subject.subject(), ids)) {
            Question question =
                    new Question(subject, membership, holdings, catalogue, "", resource, Map.of(), Map.of());
            ResourceId id = resource.id();
            if (id != null && !DecisionEngine.allowed(question).isEmpty()) {
                viewable.add(id);
            }
        }
        return viewable;
    }

    private static Set<RoleId> roles(Membership membership) {
        return membership.roles().stream().map(role -> role.id()).collect(Collectors.toSet());
    }
}
