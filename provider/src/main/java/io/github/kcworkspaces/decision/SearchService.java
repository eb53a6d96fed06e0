package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.DecisionStore.Loaded;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do this with that, with what may this be done, what may be done with that. The database narrows the candidates
 * to those that grants can reach; which of them are results is the engine's to say, so that a search and single questions
 * always agree. Whatever is unknown has no results.
 */
public final class SearchService {

    /** Stands for what is searched for, in questions about anybody or anything. */
    private static final String ANY = "-";

    private static final UserId ANYBODY = new UserId(ANY);
    private static final Slice<String> NOTHING = new Slice<>(List.of(), null);

    private final DecisionStore store;
    private final SearchStore search;
    private final SubjectDirectory subjects;
    private final Administrators administrators;
    private final DecisionService decisions;

    public SearchService(
            DecisionStore store,
            SearchStore search,
            SubjectDirectory subjects,
            Administrators administrators,
            DecisionService decisions) {
        this.store = store;
        this.search = search;
        this.subjects = subjects;
        this.administrators = administrators;
        this.decisions = decisions;
    }

    /**
     * The registered resources of the type for which {@link DecisionService#decide} allows the question.
     *
     * @param request names a workspace; its resource id is not looked at
     * @param cursor of an earlier page; null to start
     * @param max results at most
     * @return external ids
     */
    public Slice<String> resources(RealmId realm, Request request, @Nullable String cursor, int max) {
        SubjectFacts subject = subjects.find(realm, request.subject()).orElse(null);
        String reference = request.workspace();
        if (subject == null || reference == null) {
            return NOTHING;
        }
        return store.membership(realm, reference, subject.subject())
                .map(membership -> request.resourceType().equals(Catalogue.WORKSPACE_TYPE)
                        ? itself(realm, request, membership.workspace().value())
                        : resources(realm, request, subject, membership, cursor, max))
                .orElse(NOTHING);
    }

    private Slice<String> itself(RealmId realm, Request request, String workspace) {
        return decisions
                        .decide(realm, request.about(workspace, request.subject(), workspace))
                        .allowed()
                ? new Slice<>(List.of(workspace), null)
                : NOTHING;
    }

    private Slice<String> resources(
            RealmId realm,
            Request request,
            SubjectFacts subject,
            Membership membership,
            @Nullable String cursor,
            int max) {
        WorkspaceId workspace = membership.workspace();
        ResourceFacts any = new ResourceFacts(
                new ResourceId(ANY), request.resourceType(), ANY, workspace, null, true, null, Map.of());
        Question question = new Question(
                SentAttributes.with(subject, request.subjectProperties()),
                membership,
                decisions.holdings(realm, membership),
                store.catalogue(realm, membership.catalogueRevision()),
                request.action(),
                any,
                request.actionProperties(),
                request.context());
        if (DecisionEngine.refusal(question) != null) {
            return NOTHING;
        }
        Map<String, Object> sent = request.resourceProperties();
        Reach reach = Reach.of(question, sent, sharesParents(realm, question));
        Map<ResourceId, ResourceFacts> known = new HashMap<>();
        List<SearchPage.Source<ResourceId>> sources = List.of(
                new SearchPage.Source<>((after, most) -> reach.singles(resource(after), most), id -> false),
                new SearchPage.Source<>(
                        (after, most) -> merged(
                                narrowed(realm, question, reach, resource(after), most, known),
                                membership.sharing()
                                        ? store.shared(realm, workspace, subject.subject(), resource(after), most)
                                        : List.of(),
                                most),
                        reach::isSingle));
        return new SearchPage<>(sources, ResourceId::value, some -> allowed(realm, question, sent, some, known))
                .read(cursor, max);
    }

    /** @param known gets the candidates of which nothing more has to be loaded: where nothing is shared, all */
    private List<ResourceId> narrowed(
            RealmId realm,
            Question question,
            Reach reach,
            @Nullable ResourceId after,
            int max,
            Map<ResourceId, ResourceFacts> known) {
        Membership membership = question.membership();
        TypeDefinition type = question.catalogue().type(question.resource().type());
        if (type == null || reach.narrowings().isEmpty()) {
            return List.of();
        }
        List<ResourceId> found = new ArrayList<>();
        for (ResourceFacts facts :
                search.resources(realm, membership.workspace(), type, reach.narrowings(), after, max)) {
            ResourceId id = facts.id();
            if (id != null) {
                found.add(id);
                if (!membership.sharing()) {
                    known.put(id, facts);
                }
            }
        }
        return found;
    }

    private boolean sharesParents(RealmId realm, Question question) {
        TypeDefinition type = question.catalogue().type(question.resource().type());
        String parent = type == null ? null : type.parentType();
        return parent != null
                && question.membership().sharing()
                && store.sharesAny(
                        realm,
                        question.membership().workspace(),
                        question.subject().subject(),
                        parent);
    }

    /** Two lists in one order: ids of resources all look alike, so that theirs is the database's too. */
    private static List<ResourceId> merged(List<ResourceId> one, List<ResourceId> other, int max) {
        return other.isEmpty()
                ? one
                : Stream.concat(one.stream(), other.stream())
                        .distinct()
                        .sorted(Comparator.comparing(ResourceId::value))
                        .limit(max)
                        .toList();
    }

    /** Those of the resources that are allowed, with their external ids. */
    private Map<ResourceId, String> allowed(
            RealmId realm,
            Question question,
            Map<String, Object> sent,
            List<ResourceId> some,
            Map<ResourceId, ResourceFacts> known) {
        List<ResourceId> unknown =
                some.stream().filter(id -> !known.containsKey(id)).toList();
        List<ResourceFacts> loaded = new ArrayList<>(
                store.resources(realm, question.membership(), question.subject().subject(), unknown));
        some.stream().flatMap(id -> Stream.ofNullable(known.get(id))).forEach(loaded::add);
        Map<ResourceId, String> allowed = new HashMap<>();
        String type = question.resource().type();
        for (ResourceFacts facts : loaded) {
            ResourceId id = facts.id();
            Question about = question.withResource(SentAttributes.with(facts, sent));
            if (id != null
                    && facts.type().equals(type)
                    && DecisionEngine.decide(about).allowed()) {
                allowed.put(id, facts.externalId());
            }
        }
        return allowed;
    }

    /**
     * The users for whom {@link DecisionService#decide} allows the question.
     *
     * @param request its subject is not looked at
     * @param cursor of an earlier page; null to start
     * @param max results at most
     * @return user ids
     */
    public Slice<String> subjects(RealmId realm, Request request, @Nullable String cursor, int max) {
        String reference = decisions.workspace(realm, request);
        return reference == null
                ? NOTHING
                : store.load(realm, reference, new Subject(ANYBODY, Set.of()), request.resource())
                        .map(loaded -> subjects(realm, request, loaded, cursor, max))
                        .orElse(NOTHING);
    }

    private Slice<String> subjects(RealmId realm, Request request, Loaded loaded, @Nullable String cursor, int max) {
        Membership membership = loaded.membership();
        WorkspaceId workspace = membership.workspace();
        // Nobody may more than an account admin: what is refused to him is refused to all.
        SubjectFacts admin = new SubjectFacts(ANYBODY, ANY, null, true, true, Set.of(), Map.of());
        Question question = decisions.question(realm, request, admin, loaded);
        if (DecisionEngine.refusal(question) != null) {
            return NOTHING;
        }
        Holders holders =
                Holders.of(question, store.compile(realm, search.roles(realm, workspace), question.catalogue()));
        Set<String> admins = new TreeSet<>();
        administrators.all(realm).forEach(user -> admins.add(user.value()));
        Set<RoleId> roles = holders.roles();
        ResourceId shared = question.resource().id();
        Predicate<UserId> earlier =
                user -> admins.contains(user.value()) || holders.users().contains(user.value());
        // Not merged into one list: the database has an order of its own for ids that do not all look alike.
        Set<UserId> byShare = new HashSet<>();
        List<SearchPage.Source<UserId>> sources = List.of(
                new SearchPage.Source<>((after, most) -> listed(admins, after, most), user -> false),
                new SearchPage.Source<>(
                        (after, most) -> listed(holders.users(), after, most), user -> admins.contains(user.value())),
                new SearchPage.Source<>(
                        (after, most) -> roles.isEmpty()
                                ? List.of()
                                : search.members(realm, workspace, roles, user(after), most),
                        user -> earlier.test(user) || byShare.contains(user)),
                new SearchPage.Source<>(
                        (after, most) -> shared == null || !membership.sharing()
                                ? List.of()
                                : search.sharedWith(realm, shared, user(after), most),
                        user -> earlier.test(user) || !byShare.contains(user)));
        Request here = request.about(workspace.value(), ANYBODY, request.resourceId());
        return new SearchPage<>(sources, UserId::value, some -> allowed(realm, here, some, byShare)).read(cursor, max);
    }

    /** @param byShare gets those who may because the resource is shared with them, and not by a role */
    private Map<UserId, String> allowed(RealmId realm, Request request, List<UserId> some, Set<UserId> byShare) {
        Map<UserId, String> allowed = new HashMap<>();
        List<Decision> answers = decisions.decide(
                realm,
                some.stream()
                        .map(user -> request.about(request.workspace(), user, request.resourceId()))
                        .toList());
        for (int index = 0; index < answers.size(); index++) {
            if (answers.get(index).allowed()) {
                allowed.put(some.get(index), some.get(index).value());
            }
            if (answers.get(index).reason() == Decision.Reason.SHARED) {
                byShare.add(some.get(index));
            }
        }
        return allowed;
    }

    private static List<UserId> listed(Collection<String> sorted, @Nullable String after, int max) {
        List<UserId> next = new ArrayList<>();
        for (String user : sorted) {
            if (next.size() < max && (after == null || user.compareTo(after) > 0)) {
                next.add(new UserId(user));
            }
        }
        return next;
    }

    /**
     * The actions for which {@link DecisionService#decide} allows the question, in the order of the catalogue.
     *
     * @param request its action is not looked at
     * @param cursor of an earlier page; null to start
     * @param max results at most
     */
    public Slice<String> actions(RealmId realm, Request request, @Nullable String cursor, int max) {
        List<String> all = actions(realm, request);
        int first = cursor == null ? 0 : Math.min(Integer.parseInt(cursor), all.size());
        int end = Math.min(first + max, all.size());
        return new Slice<>(all.subList(first, end), end < all.size() ? Integer.toString(end) : null);
    }

    private List<String> actions(RealmId realm, Request request) {
        SubjectFacts subject = subjects.find(realm, request.subject()).orElse(null);
        String reference = decisions.workspace(realm, request);
        if (subject == null || reference == null) {
            return List.of();
        }
        return store.load(realm, reference, subject.subject(), request.resource())
                .map(loaded -> DecisionEngine.allowed(decisions.question(realm, request, subject, loaded)))
                .map(allowed -> List.copyOf(allowed.keySet()))
                .orElse(List.of());
    }

    private static @Nullable UserId user(@Nullable String id) {
        return id == null ? null : new UserId(id);
    }

    private static @Nullable ResourceId resource(@Nullable String id) {
        return id == null ? null : new ResourceId(id);
    }
}
