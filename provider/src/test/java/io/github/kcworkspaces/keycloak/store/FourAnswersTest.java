package io.github.kcworkspaces.keycloak.store;

import static io.github.kcworkspaces.keycloak.store.StoreContract.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.decision.SearchService;
import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Decision, effective permissions, token and search give the same answer to the same question, and it is the one that
 * {@link PlainEvaluator} gives. The seed of a failure is in its message; {@code -Dseed=} repeats it.
 */
class FourAnswersTest {

    private static final int PAGE = 7;

    private final long seed = Long.getLong("seed", new Random().nextLong());

    @Test
    @Tag("OBN-22")
    void agreeInMemory() {
        agree(new MemoryWorld(), 5_000);
    }

    @Test
    void agreeOnH2() {
        agree(new JpaWorld(TestDatabase.Kind.H2), 5_000);
    }

    @Test
    void agreeOnPostgres() {
        agree(new JpaWorld(TestDatabase.Kind.POSTGRESQL), 5_000);
    }

    private void agree(StoreWorld stores, int questions) {
        try (stores) {
            Random random = new Random(seed);
            Answers answers = new Answers(stores, new RandomWorld(stores, random));
            int allowed = 0;
            for (int number = 0; number < questions; number++) {
                allowed += answers.ask(random) ? 1 : 0;
            }
            // A world in which everything is denied, or nothing shared is of use, would prove nothing.
            assertThat(allowed).as("seed %d", seed).isGreaterThan(questions / 50);
            assertThat(answers.fromElsewhere)
                    .as("from elsewhere, seed %d", seed)
                    .isPositive();
            assertThat(answers.givenDirectly)
                    .as("given directly, seed %d", seed)
                    .isPositive();
        }
    }

    /** All ways to ask the same. What a whole list answers is kept for later questions. */
    private final class Answers {

        private final RandomWorld world;
        private final PlainEvaluator plain;
        private final DecisionService decisions;
        private final EffectivePermissions effective;
        private final SearchService searches;
        private final Map<String, Set<String>> lists = new HashMap<>();
        private final Map<String, List<EffectivePermission>> permissions = new HashMap<>();
        private int fromElsewhere;
        private int givenDirectly;

        Answers(StoreWorld stores, RandomWorld world) {
            this.world = world;
            this.plain = new PlainEvaluator(world);
            Map<UserId, SubjectFacts> users = new HashMap<>();
            world.users.forEach(user -> users.put(user.id(), user));
            SubjectDirectory directory = (realm, user) -> Optional.ofNullable(users.get(user));
            decisions = new DecisionService(stores.decisions(), directory);
            effective = new EffectivePermissions(stores.decisions(), decisions);
            searches = new SearchService(
                    stores.decisions(),
                    stores.searches(),
                    directory,
                    realm -> world.users.stream()
                            .filter(SubjectFacts::accountAdmin)
                            .map(SubjectFacts::id)
                            .toList(),
                    decisions);
        }

        boolean ask(Random random) {
            Workspace workspace = world.any(world.workspaces);
            SubjectFacts user = user(workspace, random);
            Resource any = world.any(world.within(workspace.id()));
            String externalId = random.nextInt(20) == 0 ? "unknown" : any.externalId();
            Resource resource = plain.named(workspace, any.type(), externalId);
            String action = world.any(RandomWorld.ACTIONS);
            Request question = Request.of(workspace.alias(), user.id(), action, any.type(), externalId);
            String what = "seed " + seed + ": " + question;

            boolean expected = plain.allows(user, workspace, any.type(), externalId, action);
            Decision decision = decisions.decide(REALM, question);
            assertThat(decision.allowed()).as("decision, %s", what).isEqualTo(expected);
            assertThat(resource != null && effectively(user, workspace, resource, action))
                    .as("effective permissions, %s", what)
                    .isEqualTo(expected);
            assertThat(resourcesFound(question))
                    .as("resource search, %s", what)
                    .matches(found -> found.contains(externalId) == expected);
            assertThat(subjectsFound(question))
                    .as("subject search, %s", what)
                    .matches(found -> found.contains(user.id().value()) == expected);
            assertThat(searches.actions(REALM, question, null, 100).items().contains(action))
                    .as("action search, %s", what)
                    .isEqualTo(expected);
            TypeDefinition type = world.any(RandomWorld.TYPES);
            assertThat(inToken(user, workspace).contains(type.key() + ":" + action))
                    .as("token, %s of %s, %s", action, type.key(), what)
                    .isEqualTo(plain.holdsOnType(user, workspace, type, action));
            fromElsewhere += expected && !resource.workspace().equals(workspace.id()) ? 1 : 0;
            givenDirectly += decision.reason() == Decision.Reason.SHARED ? 1 : 0;
            return expected;
        }

        /** Mostly one who is a member: others are denied anyway. */
        private SubjectFacts user(Workspace workspace, Random random) {
            List<SubjectFacts> members = world.users.stream()
                    .filter(user -> world.members.containsKey(new RandomWorld.Seat(workspace.id(), user.id())))
                    .toList();
            return world.any(members.isEmpty() || random.nextInt(3) == 0 ? world.users : members);
        }

        private boolean effectively(SubjectFacts user, Workspace workspace, Resource resource, String action) {
            List<EffectivePermission> all = permissions.computeIfAbsent(
                    user.id() + " " + workspace.id(),
                    key -> decisions
                            .membership(REALM, workspace.alias(), user)
                            .map(membership -> pages(cursor -> effective.slice(REALM, user, membership, cursor, PAGE)))
                            .orElse(List.of()));
            List<EffectivePermission> own = all.stream()
                    .filter(permission -> resource.id().equals(permission.resource()))
                    .toList();
            return own.isEmpty()
                    ? resource.workspace().equals(workspace.id())
                            && onType(all, user, resource, action)
                            && resource.active()
                            && !PlainEvaluator.withheld(resource, action)
                            && parentIsUsable(all, user, resource)
                    : own.stream().anyMatch(permission -> permission.actions().contains(action));
        }

        private boolean onType(List<EffectivePermission> all, SubjectFacts user, Resource resource, String action) {
            return all.stream()
                    .anyMatch(permission -> permission.resource() == null
                            && permission.type().equals(resource.type())
                            && permission.actions().contains(action)
                            && PlainEvaluator.holds(permission.condition(), user, resource));
        }

        /** An entry for a whole type holds for a child where its parent is listed too. */
        private boolean parentIsUsable(List<EffectivePermission> all, SubjectFacts user, Resource child) {
            if (!child.type().equals("widget")) {
                return true;
            }
            if (child.parent() == null) {
                return all.stream()
                        .anyMatch(permission -> permission.type().equals("connector")
                                && permission.resource() == null
                                && permission.condition() == null);
            }
            Resource parent = world.resources.stream()
                    .filter(one -> one.id().equals(child.parent()))
                    .findFirst()
                    .orElseThrow();
            return parent.active()
                    && (onType(all, user, parent, "view")
                            || all.stream().anyMatch(permission -> parent.id().equals(permission.resource())));
        }

        private Set<String> inToken(SubjectFacts user, Workspace workspace) {
            return lists.computeIfAbsent(
                    "token " + user.id() + " " + workspace.id(),
                    key -> decisions
                            .membership(REALM, workspace.alias(), user)
                            .filter(membership -> user.enabled() && membership.workspaceActive())
                            .map(membership -> keys(user, membership))
                            .orElse(Set.of()));
        }

        private Set<String> keys(SubjectFacts user, Membership membership) {
            Catalogue catalogue = decisions.catalogue(REALM, membership.catalogueRevision());
            Holdings holdings = user.accountAdmin() ? Holdings.EVERYTHING : decisions.holdings(REALM, membership);
            return holdings.permissionKeys(catalogue);
        }

        private Set<String> resourcesFound(Request question) {
            return lists.computeIfAbsent(
                    "resources " + question.subject() + question.workspace() + question.resourceType()
                            + question.action(),
                    key -> new TreeSet<>(pages(cursor -> searches.resources(REALM, question, cursor, PAGE))));
        }

        private Set<String> subjectsFound(Request question) {
            return lists.computeIfAbsent(
                    "subjects " + question.workspace() + question.resourceType() + question.resourceId()
                            + question.action(),
                    key -> new TreeSet<>(pages(cursor -> searches.subjects(REALM, question, cursor, PAGE))));
        }

        private <T> List<T> pages(Function<String, Slice<T>> read) {
            List<T> all = new ArrayList<>();
            String cursor = null;
            do {
                Slice<T> slice = read.apply(cursor);
                all.addAll(slice.items());
                cursor = slice.next();
            } while (cursor != null);
            return all;
        }
    }
}
