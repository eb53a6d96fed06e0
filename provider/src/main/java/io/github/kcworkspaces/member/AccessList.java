package io.github.kcworkspaces.member;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.DecisionEngine;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.EffectivePermission.Via;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Question;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceTypeRules;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can do this to that: the members whom a role or a direct share gives access to a resource. The database narrows them
 * to who holds a role or a share that could; conditions and parents are the engine's, so that the list agrees with the decision.
 */
public final class AccessList {

    private static final UserId NOBODY = new UserId("-");

    private final MemberStore members;
    private final RoleStore roles;
    private final DecisionStore facts;
    private final SubjectDirectory subjects;

    public AccessList(MemberStore members, RoleStore roles, DecisionStore facts, SubjectDirectory subjects) {
        this.members = members;
        this.roles = roles;
        this.facts = facts;
        this.subjects = subjects;
    }

    /**
     * Ordered by id of the user.
     *
     * @param action null for whoever can do anything with it
     * @param search in names and e-mail of the members; null for all
     * @param after cursor of an earlier slice; null to start
     */
    public Slice<MemberAccess> slice(
            Workspace workspace,
            Resource resource,
            @Nullable String action,
            @Nullable String search,
            @Nullable String after,
            int max) {
        Membership nobody = facts.membership(workspace.realm(), workspace.id().value(), new Subject(NOBODY, Set.of()))
                .orElse(null);
        List<ResourceFacts> loaded = nobody == null
                ? List.of()
                : facts.resources(workspace.realm(), nobody, new Subject(NOBODY, Set.of()), List.of(resource.id()));
        if (nobody == null || loaded.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        Catalogue catalogue = facts.catalogue(workspace.realm(), nobody.catalogueRevision());
        if (action != null) {
            ResourceTypeRules.actionExists(catalogue.type(resource.type()), action);
        }
        Set<RoleId> granting = roles.granting(workspace.realm(), workspace.id(), resource.type(), resource.id());
        List<MemberAccess> found = new ArrayList<>();
        UserId cursor = after == null ? null : new UserId(after);
        while (true) {
            List<Member> candidates = members.holding(
                    workspace.realm(), workspace.id(), granting, resource.id(), search, cursor, max + 1);
            Map<RoleId, RoleReference> references = references(workspace, candidates);
            Asked asked = new Asked(nobody, loaded.get(0), catalogue, action, references);
            Map<UserId, SubjectFacts> people = people(workspace, candidates);
            Map<UserId, Map<ResourceId, Set<String>>> shares = shares(workspace, people.values(), asked.resource());
            for (int index = 0; index < Math.min(candidates.size(), max); index++) {
                Member candidate = candidates.get(index);
                cursor = candidate.user().id();
                SubjectFacts subject = people.get(cursor);
                if (subject != null) {
                    access(workspace, candidate, subject, asked.shared(shares.getOrDefault(cursor, Map.of())))
                            .ifPresent(found::add);
                }
                if (found.size() == max) {
                    return new Slice<>(found, index + 1 < candidates.size() ? cursor.value() : null);
                }
            }
            if (candidates.size() <= max) {
                return new Slice<>(found, null);
            }
        }
    }

    /** What is the same for all candidates. */
    private record Asked(
            Membership nobody,
            ResourceFacts resource,
            Catalogue catalogue,
            @Nullable String action,
            Map<RoleId, RoleReference> references) {

        /** The same with what is shared directly with one of them. */
        Asked shared(Map<ResourceId, Set<String>> actions) {
            ResourceFacts parent = resource.parent();
            ResourceFacts facts = actions.isEmpty()
                    ? resource
                    : resource.withDirect(of(actions, resource), parent == null ? Set.of() : of(actions, parent));
            return new Asked(nobody, facts, catalogue, action, references);
        }

        private static Set<String> of(Map<ResourceId, Set<String>> actions, ResourceFacts resource) {
            ResourceId id = resource.id();
            return id == null ? Set.of() : actions.getOrDefault(id, Set.of());
        }
    }

    private Map<UserId, SubjectFacts> people(Workspace workspace, List<Member> candidates) {
        Map<UserId, SubjectFacts> people = new HashMap<>();
        for (Member member : candidates) {
            subjects.find(workspace.realm(), member.user().id())
                    .ifPresent(subject -> people.put(subject.id(), subject));
        }
        return people;
    }

    private Map<UserId, Map<ResourceId, Set<String>>> shares(
            Workspace workspace, Collection<SubjectFacts> people, ResourceFacts resource) {
        List<ResourceId> ids = new ArrayList<>();
        for (ResourceFacts at = resource; at != null; at = at.parent()) {
            Optional.ofNullable(at.id()).ifPresent(ids::add);
        }
        return facts.directShares(
                workspace.realm(),
                workspace.id(),
                people.stream().map(SubjectFacts::subject).toList(),
                ids);
    }

    private Optional<MemberAccess> access(Workspace workspace, Member member, SubjectFacts subject, Asked asked) {
        Membership membership = asked.nobody().as(Membership.Standing.ACTIVE, held(member, asked.references()));
        Question question = new Question(
                subject,
                membership,
                Holdings.of(facts.compile(workspace.realm(), membership.roles(), asked.catalogue())),
                asked.catalogue(),
                "",
                asked.resource(),
                Map.of(),
                Map.of());
        Map<String, List<CompiledRole>> allowed = DecisionEngine.allowed(question);
        String action = asked.action();
        if (allowed.isEmpty() || (action != null && !allowed.containsKey(action))) {
            return Optional.empty();
        }
        Set<Via> via = new LinkedHashSet<>();
        Collection<List<CompiledRole>> behind =
                action == null ? allowed.values() : List.of(allowed.getOrDefault(action, List.of()));
        behind.forEach(several -> several.forEach(role -> via.add(new Via(role.id(), role.name()))));
        Set<String> direct = DecisionEngine.direct(question, asked.resource());
        boolean shared = action == null ? !direct.isEmpty() : direct.contains(action);
        return Optional.of(new MemberAccess(member.user(), allowed.keySet(), List.copyOf(via), shared));
    }

    private Map<RoleId, RoleReference> references(Workspace workspace, List<Member> candidates) {
        Set<String> ids = new HashSet<>();
        candidates.forEach(
                member -> member.roles().forEach(role -> ids.add(role.id().value())));
        Map<RoleId, RoleReference> references = new HashMap<>();
        for (Role role : roles.resolve(workspace.realm(), workspace.id(), ids)) {
            references.put(role.id(), role.reference());
        }
        return references;
    }

    private static List<RoleReference> held(Member member, Map<RoleId, RoleReference> references) {
        Map<RoleId, RoleReference> held = new HashMap<>();
        for (Member.HeldRole role : member.roles()) {
            RoleReference reference = references.get(role.id());
            if (reference != null) {
                held.put(role.id(), reference);
            }
        }
        return List.copyOf(held.values());
    }
}
