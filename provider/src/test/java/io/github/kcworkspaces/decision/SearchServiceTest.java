package io.github.kcworkspaces.decision;

import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.AttributeName.Source;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches find exactly what questions allow, in whatever world. */
class SearchServiceTest {

    private static final List<String> TYPES = List.of("chatflow", "data-connector", "widget");
    private static final List<String> ACTIONS = List.of("view", "update", "delete", "access");

    private final TestRbac rbac = TestRbac.enabled();
    private final List<UserId> users = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void searchesAgreeWithQuestionsInRandomWorlds(long seed) {
        Random random = new Random(seed);
        world(random);
        int allowed = 0;
        for (String type : TYPES) {
            for (String action : ACTIONS) {
                Map<UserId, Set<String>> found = new HashMap<>();
                int limit = 1 + random.nextInt(8);
                Map<String, Object> sent = random.nextBoolean() ? Map.of() : Map.of("color", "red", "size", 2);
                for (UserId user : users) {
                    Request request = request(user, action, type, "-", sent);
                    found.put(user, all(cursor -> rbac.searches.resources(ACME, request, cursor, limit)));
                }
                for (String resource : resources) {
                    Set<String> subjects = all(cursor -> rbac.searches.subjects(
                            ACME, request(new UserId("-"), action, type, resource, sent), cursor, limit));
                    for (UserId user : users) {
                        Request question = request(user, action, type, resource, sent);
                        boolean decision = rbac.decisions.decide(ACME, question).allowed();
                        String what = "seed " + seed + ": " + question;
                        assertThat(found.get(user).contains(resource)).as(what).isEqualTo(decision);
                        assertThat(subjects.contains(user.value())).as(what).isEqualTo(decision);
                        assertThat(rbac.searches
                                        .actions(ACME, question, null, 100)
                                        .items()
                                        .contains(action))
                                .as(what)
                                .isEqualTo(decision);
                        allowed += decision ? 1 : 0;
                    }
                }
            }
        }
        assertThat(allowed).isGreaterThan(20);
    }

    @Test
    void aPageThatFindsNothingGoesOnAfterSomeTime() {
        rbac.realms.update(ACME, TestRbac.ROOT, settings());
        Workspace workspace = rbac.workspace("w");
        UserId ben = rbac.user("ben");
        rbac.role(
                workspace,
                "reader",
                new Grant("chatflow", null, Set.of("view"), where("resource.status", Operator.NEQ, "secret")));
        rbac.member(workspace, ben, "reader");
        for (int number = 0; number < 1_500; number++) {
            register(workspace, "chatflow", "f" + number, null, null, Map.of("status", "secret"), true);
        }
        Request request = request(ben, "view", "chatflow", "-", Map.of());
        Slice<String> first = rbac.searches.resources(ACME, request, null, 10);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(all(cursor -> rbac.searches.resources(ACME, request, cursor, 10)))
                .isEmpty();
    }

    @Test
    void noLimitMeansNoResultsAndMoreToCome() {
        Workspace workspace = rbac.workspace("w");
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "admin");
        rbac.resource(workspace, "chatflow", "f1", null);
        Slice<String> none = rbac.searches.resources(ACME, request(ben, "view", "chatflow", "-", Map.of()), null, 0);
        assertThat(none.items()).isEmpty();
        assertThat(none.next()).isNotNull();
    }

    @Test
    void aWorkspaceIsFoundByItself() {
        Workspace workspace = rbac.workspace("w");
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "admin");
        assertThat(rbac.searches
                        .resources(ACME, request(ben, "invite", "workspace", "-", Map.of()), null, 10)
                        .items())
                .containsExactly(workspace.id().value());
        assertThat(rbac.searches
                        .resources(ACME, request(rbac.user("eve"), "invite", "workspace", "-", Map.of()), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void valuesThatConditionsTakeForEqualHaveAKeyInCommon() {
        assertThat(ValueKeys.of("a", 1)).isEqualTo(ValueKeys.of("a", 1.0)).isEqualTo(ValueKeys.of("a", 1L));
        assertThat(ValueKeys.of("a", List.of("x", 1))).containsAll(ValueKeys.of("a", "x"));
        assertThat(ValueKeys.of("a", "1")).isNotEqualTo(ValueKeys.of("a", 1));
        assertThat(ValueKeys.of("a", "true")).isNotEqualTo(ValueKeys.of("a", true));
        assertThat(ValueKeys.of("a", "x")).isNotEqualTo(ValueKeys.of("b", "x"));
        assertThat(ValueKeys.of("a", null)).isEmpty();
        assertThat(ValueKeys.of("a", Map.of())).isEmpty();
    }

    private interface Pages {
        Slice<String> page(@Nullable String cursor);
    }

    private static Set<String> all(Pages pages) {
        Set<String> all = new TreeSet<>();
        String cursor = null;
        do {
            Slice<String> page = pages.page(cursor);
            page.items()
                    .forEach(item ->
                            assertThat(all.add(item)).as("twice: %s", item).isTrue());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private static Request request(UserId user, String action, String type, String resource, Map<String, Object> sent) {
        return new Request("w", user, action, type, resource, Map.of(), sent, Map.of(), Map.of());
    }

    private static SettingsChange settings() {
        return new SettingsChange(null, null, null, null, null, List.of("color"), null);
    }

    private void world(Random random) {
        rbac.realms.update(ACME, TestRbac.ROOT, settings());
        Workspace workspace = rbac.workspace("w");
        GroupId group = rbac.world.directory().group(ACME, "g", "/g");
        for (int number = 0; number < 8; number++) {
            UserId user = new UserId("u" + number);
            users.add(rbac.world
                    .directory()
                    .add(
                            ACME,
                            new SubjectFacts(
                                    user,
                                    "name" + number,
                                    null,
                                    number != 7,
                                    number == 6,
                                    number < 3 ? Set.of(group) : Set.of(),
                                    random.nextBoolean() ? Map.of() : Map.of("color", color(random)))));
        }
        List<ResourceId> ids = new ArrayList<>();
        List<ResourceId> connectors = new ArrayList<>();
        for (int number = 0; number < 24; number++) {
            String type = TYPES.get(number % 3);
            ResourceId parent = type.equals("widget") && random.nextInt(4) > 0
                    ? connectors.get(random.nextInt(connectors.size()))
                    : null;
            ResourceId id = register(
                    workspace,
                    type,
                    "r" + number,
                    parent,
                    random.nextBoolean() ? null : users.get(random.nextInt(users.size())),
                    random.nextBoolean() ? Map.of() : Map.of("color", color(random), "size", random.nextInt(3)),
                    random.nextInt(6) > 0);
            ids.add(id);
            resources.add("r" + number);
            if (type.equals("data-connector")) {
                connectors.add(id);
            }
        }
        List<Role> roles = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            Role role = rbac.roles.create(
                    TestRbac.BY_ROOT,
                    io.github.kcworkspaces.role.RoleScope.of(workspace),
                    "role" + number,
                    "For a test",
                    List.of());
            roles.add(role);
            List<Grant> grants = new ArrayList<>();
            for (int grant = 0; grant < 3; grant++) {
                int index = random.nextInt(ids.size());
                String type = TYPES.get(index % 3);
                List<String> actions = List.of(
                        type.equals("widget")
                                ? "access"
                                : type.equals("chatflow") && random.nextBoolean() ? "update" : "view");
                grants.add(new Grant(
                        type,
                        random.nextBoolean() ? null : ids.get(index),
                        Set.copyOf(actions),
                        random.nextBoolean() ? null : condition(random)));
            }
            rbac.world.grants().apply(role, grants, List.of());
        }
        for (int number = 0; number < 5; number++) {
            rbac.members.put(
                    TestRbac.BY_ROOT,
                    workspace,
                    users.get(number + 1),
                    number == 4 ? Member.Status.SUSPENDED : null,
                    List.of(roles.get(number).name()),
                    null);
        }
        rbac.world
                .groupMappings()
                .put(
                        ACME,
                        workspace.id(),
                        group,
                        Set.of(new RoleId(roles.get(5).id().value())));
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Condition.OWNER;
            case 1 -> where("resource.color", Operator.EQ, new Operand.Attribute(name("subject.color")));
            case 2 -> where("subject.color", Operator.EQ, new Operand.Attribute(name("resource.color")));
            case 3 -> where("resource.color", Operator.IN, List.of("red", "blue"));
            case 4 -> where("resource.color", Operator.NEQ, "red");
            case 5 -> where("resource.size", Operator.EQ, 2);
            case 6 -> where("subject.id", Operator.IN, List.of("u1", "u2", "u6"));
            default ->
                new Condition(List.of(
                        Condition.OWNER.all().get(0),
                        where("resource.size", Operator.NEQ, 1).all().get(0),
                        where("action.name", Operator.NEQ, "delete").all().get(0)));
        };
    }

    private static Condition where(String attribute, Operator operator, Object value) {
        return where(attribute, operator, new Operand.Constant(value));
    }

    private static Condition where(String attribute, Operator operator, Operand operand) {
        return new Condition(List.of(new Comparison(name(attribute), operator, operand)));
    }

    private static AttributeName name(String path) {
        int dot = path.indexOf('.');
        return new AttributeName(
                Source.valueOf(path.substring(0, dot).toUpperCase(java.util.Locale.ROOT)), path.substring(dot + 1));
    }

    private static String color(Random random) {
        return List.of("red", "blue", "green").get(random.nextInt(3));
    }

    private ResourceId register(
            Workspace workspace,
            String type,
            String externalId,
            @Nullable ResourceId parent,
            @Nullable UserId owner,
            Map<String, Object> attributes,
            boolean active) {
        return rbac.resources
                .register(
                        workspace,
                        TestRbac.ROOT,
                        new ResourceDraft(
                                type,
                                externalId,
                                "The " + externalId,
                                null,
                                null,
                                null,
                                new Link<>(parent),
                                new Link<>(owner),
                                null,
                                attributes,
                                active))
                .id();
    }
}
