package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers many questions of one realm at once. What several of them need is loaded once, in a number of statements that
 * grows with the workspaces asked about and with nothing else.
 */
final class DecisionBatch {

    private final DecisionStore store;
    private final SubjectDirectory subjects;
    private final RealmId realm;
    private final Map<UserId, Optional<SubjectFacts>> admins = new HashMap<>();

    DecisionBatch(DecisionStore store, SubjectDirectory subjects, RealmId realm) {
        this.store = store;
        this.subjects = subjects;
        this.realm = realm;
    }

    /** A question whose subject is known. */
    private record Asked(int index, Request request, SubjectFacts subject) {}

    /** @return the answers in the order of the questions, each as if it had been asked alone */
    List<Decision> decide(List<Request> requests) {
        Decision[] answers = new Decision[requests.size()];
        Map<UserId, Optional<SubjectFacts>> known = new HashMap<>();
        Map<ResourceName, WorkspaceId> homes = homes(requests);
        Map<String, List<Asked>> byWorkspace = new LinkedHashMap<>();
        for (int index = 0; index < answers.length; index++) {
            Request request = requests.get(index);
            Optional<SubjectFacts> subject =
                    known.computeIfAbsent(request.subject(), user -> subjects.findAsOrdinary(realm, user));
            String workspace = workspace(request, homes);
            if (subject.isEmpty()) {
                answers[index] = Decision.deny(Reason.UNKNOWN_SUBJECT);
            } else if (workspace == null) {
                answers[index] = Decision.deny(Reason.UNKNOWN_WORKSPACE);
            } else {
                byWorkspace
                        .computeIfAbsent(workspace, key -> new ArrayList<>())
                        .add(new Asked(index, request, subject.get()));
            }
        }
        byWorkspace.forEach((workspace, asked) -> decide(workspace, asked, answers));
        return List.of(answers);
    }

    private void decide(String workspace, List<Asked> asked, Decision[] answers) {
        Map<UserId, SubjectFacts> known = new LinkedHashMap<>();
        asked.forEach(one -> known.putIfAbsent(one.subject().id(), one.subject()));
        List<Subject> people =
                known.values().stream().map(SubjectFacts::subject).toList();
        Map<UserId, Membership> memberships = store.memberships(realm, workspace, people);
        Membership any = memberships.values().stream().findFirst().orElse(null);
        if (any == null) {
            asked.forEach(one -> answers[one.index()] = Decision.deny(Reason.UNKNOWN_WORKSPACE));
            return;
        }
        Catalogue catalogue = store.catalogue(realm, any.catalogueRevision());
        Map<UserId, Holdings> holdings = holdings(memberships, catalogue);
        Map<ResourceName, ResourceFacts> resources = resources(any, asked, catalogue);
        Map<UserId, Map<ResourceId, Set<String>>> shares =
                any.sharing() ? shares(any.workspace(), people, resources.values()) : Map.of();
        for (Asked one : asked) {
            Request request = one.request();
            UserId user = one.subject().id();
            Membership membership = memberships.get(user);
            Holdings held = holdings.get(user);
            answers[one.index()] = membership == null || held == null
                    ? Decision.deny(Reason.UNKNOWN_WORKSPACE)
                    : decide(
                            request,
                            new Question(
                                    SentAttributes.with(one.subject(), request.subjectProperties()),
                                    membership,
                                    held,
                                    catalogue,
                                    request.action(),
                                    DecisionService.resource(
                                            request,
                                            membership,
                                            with(
                                                    shares.getOrDefault(user, Map.of()),
                                                    resources.get(request.resource()))),
                                    request.actionProperties(),
                                    request.context()));
        }
    }

    /** As for a single question, it is found out late, and here once, whether somebody is an account admin. */
    private Decision decide(Request request, Question question) {
        Decision decision = DecisionEngine.decide(question);
        return decision.allowed()
                ? decision
                : admins.computeIfAbsent(
                                request.subject(),
                                user -> subjects.find(realm, user).filter(SubjectFacts::accountAdmin))
                        .map(admin -> DecisionEngine.decide(
                                question.withSubject(SentAttributes.with(admin, request.subjectProperties()))))
                        .orElse(decision);
    }

    /** What the roles of each give; all roles are compiled together. */
    private Map<UserId, Holdings> holdings(Map<UserId, Membership> memberships, Catalogue catalogue) {
        Map<RoleId, RoleReference> distinct = new LinkedHashMap<>();
        memberships.values().forEach(one -> one.roles().forEach(role -> distinct.putIfAbsent(role.id(), role)));
        Map<RoleId, CompiledRole> compiled = new HashMap<>();
        store.compile(realm, List.copyOf(distinct.values()), catalogue).forEach(role -> compiled.put(role.id(), role));
        Map<UserId, Holdings> holdings = new HashMap<>();
        memberships.forEach((user, membership) -> holdings.put(
                user,
                Holdings.of(membership.roles().stream()
                        .flatMap(role -> Optional.ofNullable(compiled.get(role.id())).stream())
                        .toList())));
        return holdings;
    }

    private Map<ResourceName, ResourceFacts> resources(Membership any, List<Asked> asked, Catalogue catalogue) {
        Set<ResourceName> names = new LinkedHashSet<>();
        for (Asked one : asked) {
            ResourceName name = one.request().resource();
            if (catalogue.type(name.type()) != null && !name.type().equals(Catalogue.WORKSPACE_TYPE)) {
                names.add(name);
            }
        }
        Map<ResourceName, ResourceFacts> found = new HashMap<>();
        if (!names.isEmpty()) {
            store.resourcesNamed(realm, any, catalogue, names)
                    .forEach(facts -> found.put(new ResourceName(facts.type(), facts.externalId()), facts));
        }
        return found;
    }

    private Map<UserId, Map<ResourceId, Set<String>>> shares(
            WorkspaceId workspace, List<Subject> people, Collection<ResourceFacts> resources) {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (ResourceFacts resource : resources) {
            for (ResourceFacts at = resource; at != null; at = at.parent()) {
                Optional.ofNullable(at.id()).ifPresent(ids::add);
            }
        }
        return ids.isEmpty() ? Map.of() : store.directShares(realm, workspace, people, ids);
    }

    private static @Nullable ResourceFacts with(Map<ResourceId, Set<String>> shares, @Nullable ResourceFacts resource) {
        if (resource == null || shares.isEmpty()) {
            return resource;
        }
        ResourceFacts parent = resource.parent();
        return resource.withDirect(of(shares, resource), parent == null ? Set.of() : of(shares, parent));
    }

    private static Set<String> of(Map<ResourceId, Set<String>> shares, ResourceFacts resource) {
        ResourceId id = resource.id();
        return id == null ? Set.of() : shares.getOrDefault(id, Set.of());
    }

    private Map<ResourceName, WorkspaceId> homes(List<Request> requests) {
        Set<ResourceName> homeless = new LinkedHashSet<>();
        for (Request request : requests) {
            if (request.workspace() == null && !request.resourceType().equals(Catalogue.WORKSPACE_TYPE)) {
                homeless.add(request.resource());
            }
        }
        return homeless.isEmpty() ? Map.of() : store.onlyHomes(realm, homeless);
    }

    private static @Nullable String workspace(Request request, Map<ResourceName, WorkspaceId> homes) {
        if (request.workspace() != null) {
            return request.workspace();
        }
        if (request.resourceType().equals(Catalogue.WORKSPACE_TYPE)) {
            return request.resourceId();
        }
        WorkspaceId home = homes.get(request.resource());
        return home == null ? null : home.value();
    }
}
