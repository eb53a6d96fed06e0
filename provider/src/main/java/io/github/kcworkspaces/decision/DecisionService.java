package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.DecisionStore.Loaded;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads what a question needs, in a constant number of statements, and asks the engine. */
public final class DecisionService {

    private final DecisionStore store;
    private final SubjectDirectory subjects;

    public DecisionService(DecisionStore store, SubjectDirectory subjects) {
        this.store = store;
        this.subjects = subjects;
    }

    /** Answers one question. Total: whatever is unknown is denied with its reason. */
    public Decision decide(RealmId realm, Request request) {
        Optional<SubjectFacts> subject = subjects.findAsOrdinary(realm, request.subject());
        if (subject.isEmpty()) {
            return Decision.deny(Reason.UNKNOWN_SUBJECT);
        }
        String workspace = workspace(realm, request);
        if (workspace == null) {
            return Decision.deny(Reason.UNKNOWN_WORKSPACE);
        }
        return store.load(realm, workspace, subject.get().subject(), request.resource())
                .map(loaded -> decide(realm, request, subject.get(), loaded))
                .orElseGet(() -> Decision.deny(Reason.UNKNOWN_WORKSPACE));
    }

    /** Answers many questions, each as if it were asked alone, and loads for all of them together. */
    public List<Decision> decide(RealmId realm, List<Request> requests) {
        return requests.size() == 1
                ? List.of(decide(realm, requests.get(0)))
                : new DecisionBatch(store, subjects, realm).decide(requests);
    }

    /** What the user's roles give in the workspace; nothing for who is no active member. */
    public Holdings holdings(RealmId realm, Membership membership) {
        if (membership.standing() != Standing.ACTIVE) {
            return Holdings.NOTHING;
        }
        Catalogue catalogue = store.catalogue(realm, membership.catalogueRevision());
        return Holdings.of(store.compile(realm, membership.roles(), catalogue));
    }

    /** The same for the user in some of his workspaces, in as many statements. */
    public Map<WorkspaceId, Holdings> holdings(RealmId realm, Collection<Membership> memberships) {
        Map<WorkspaceId, Holdings> all = new HashMap<>();
        List<Membership> active = memberships.stream()
                .filter(membership -> membership.standing() == Standing.ACTIVE)
                .toList();
        if (active.isEmpty()) {
            return all;
        }
        List<RoleReference> roles = active.stream()
                .flatMap(membership -> membership.roles().stream())
                .distinct()
                .toList();
        Map<RoleId, CompiledRole> compiled = new HashMap<>();
        store.compile(realm, roles, store.catalogue(realm, active.get(0).catalogueRevision()))
                .forEach(role -> compiled.put(role.id(), role));
        for (Membership membership : active) {
            all.put(
                    membership.workspace(),
                    Holdings.of(membership.roles().stream()
                            .flatMap(role -> Stream.ofNullable(compiled.get(role.id())))
                            .toList()));
        }
        return all;
    }

    public Optional<Membership> membership(RealmId realm, String workspace, SubjectFacts subject) {
        return store.membership(realm, workspace, subject.subject());
    }

    public Map<WorkspaceId, Membership> memberships(
            RealmId realm, Collection<WorkspaceId> workspaces, SubjectFacts subject) {
        return store.memberships(realm, workspaces, subject.subject());
    }

    /**
     * The workspaces that the user belongs to, ordered by id; of an account admin only those, not all that he manages.
     *
     * @param after the one to continue after; null to start
     */
    public List<WorkspaceId> belongsTo(RealmId realm, SubjectFacts subject, @Nullable WorkspaceId after, int max) {
        return store.workspaces(realm, subject.asOrdinary(), after == null ? null : after.value(), max);
    }

    public Optional<Membership> fallback(RealmId realm, SubjectFacts subject) {
        return store.fallback(realm, subject.subject());
    }

    public Catalogue catalogue(RealmId realm, long revision) {
        return store.catalogue(realm, revision);
    }

    /**
     * Whether somebody who belongs to a workspace may do something with the workspace itself: the answer that an application
     * would get.
     *
     * @param action of the built-in type {@code workspace}
     */
    public boolean holds(
            RealmId realm, SubjectFacts subject, Membership membership, Holdings holdings, String action) {
        WorkspaceId workspace = membership.workspace();
        ResourceFacts itself = new ResourceFacts(
                new ResourceId(workspace.value()),
                Catalogue.WORKSPACE_TYPE,
                workspace.value(),
                workspace,
                null,
                true,
                null,
                Map.of());
        return DecisionEngine.decide(new Question(
                        subject,
                        membership,
                        holdings,
                        catalogue(realm, membership.catalogueRevision()),
                        action,
                        itself,
                        Map.of(),
                        Map.of()))
                .allowed();
    }

    public Optional<SubjectFacts> subject(RealmId realm, UserId user) {
        return subjects.find(realm, user);
    }

    private Decision decide(RealmId realm, Request request, SubjectFacts subject, Loaded loaded) {
        Question question = question(realm, request, subject, loaded);
        Decision decision = DecisionEngine.decide(question);
        return decision.allowed() ? decision : asAccountAdmin(realm, request, question, decision);
    }

    /** Who is denied as an ordinary user may still be an account admin, which is dear to find out and seldom so. */
    private Decision asAccountAdmin(RealmId realm, Request request, Question question, Decision asOrdinary) {
        return subjects.find(realm, request.subject())
                .filter(SubjectFacts::accountAdmin)
                .map(admin -> DecisionEngine.decide(
                        question.withSubject(SentAttributes.with(admin, request.subjectProperties()))))
                .orElse(asOrdinary);
    }

    /** The question with all that is needed for its answer. */
    Question question(RealmId realm, Request request, SubjectFacts subject, Loaded loaded) {
        Membership membership = loaded.membership();
        Catalogue catalogue = store.catalogue(realm, membership.catalogueRevision());
        TypeDefinition type = catalogue.type(request.resourceType());
        ResourceFacts registered = loaded.atHome();
        if (membership.sharing() && type != null && !type.key().equals(Catalogue.WORKSPACE_TYPE)) {
            registered = store.resource(realm, membership, subject.subject(), type, request.resourceId())
                    .orElse(null);
        }
        return new Question(
                SentAttributes.with(subject, request.subjectProperties()),
                membership,
                holdings(realm, membership),
                catalogue,
                request.action(),
                resource(request, membership, registered),
                request.actionProperties(),
                request.context());
    }

    /**
     * The resource of a question.
     *
     * @param registered as it was found; null when it is not registered
     */
    static ResourceFacts resource(Request request, Membership membership, @Nullable ResourceFacts registered) {
        if (request.resourceType().equals(Catalogue.WORKSPACE_TYPE)) {
            return itself(request.resourceId(), membership);
        }
        return registered == null
                ? ResourceFacts.unregistered(
                        request.resourceType(),
                        request.resourceId(),
                        membership.workspace(),
                        request.resourceProperties())
                : SentAttributes.with(registered, request.resourceProperties());
    }

    /** A workspace as the resource of a question is the one that the question is asked in, by id or alias. */
    static ResourceFacts itself(String reference, Membership membership) {
        WorkspaceId workspace = membership.workspace();
        boolean same = reference.equals(workspace.value()) || reference.equals(membership.alias());
        return new ResourceFacts(
                same ? new ResourceId(workspace.value()) : null,
                Catalogue.WORKSPACE_TYPE,
                reference,
                workspace,
                null,
                true,
                null,
                Map.of());
    }

    /** The workspace that a question is about, by id or alias; null when that is not clear. */
    @Nullable
    String workspace(RealmId realm, Request request) {
        if (request.workspace() != null) {
            return request.workspace();
        }
        if (request.resourceType().equals(Catalogue.WORKSPACE_TYPE)) {
            return request.resourceId();
        }
        List<WorkspaceId> homes = store.homes(realm, request.resourceType(), request.resourceId());
        return homes.size() == 1 ? homes.get(0).value() : null;
    }
}
