package io.github.kcworkspaces.keycloak.store;

import static io.github.kcworkspaces.keycloak.store.StoreContract.PRESENTATION;
import static io.github.kcworkspaces.keycloak.store.StoreContract.REALM;

import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.share.Shares;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A realm of 20 workspaces, 200 users and 60 roles at random, with shares between them, once in the stores and once as plain lists. */
final class RandomWorld {

    static final List<String> ACTIONS = List.of("view", "update", "delete");
    static final TypeDefinition CONNECTOR = type("connector", null, Map.of(), "view", "update");
    static final TypeDefinition WIDGET = type("widget", "connector", Map.of(), "view");
    static final TypeDefinition FLOW = type("flow", null, Map.of("delete", Set.of("update")), "delete");
    static final List<TypeDefinition> TYPES = List.of(CONNECTOR, WIDGET, FLOW);

    private static final int WORKSPACES = 20;
    private static final int USERS = 200;
    private static final int ROLES = 60;
    private static final int GROUPS = 8;
    private static final int RESOURCES_OF_A_TYPE = 5;
    private static final int NAMES_OF_A_TYPE = 9;
    private static final String ORGANIZATION = "org-1";
    private static final Shares NONE = new Shares(Set.of(), Map.of());
    private static final List<String> DEPARTMENTS = List.of("trading", "research", "risk");
    private static final Condition SAME_DEPARTMENT = new Condition(List.of(new Condition.Comparison(
            new AttributeName(AttributeName.Source.RESOURCE, "department"),
            Condition.Operator.EQ,
            new Condition.Operand.Attribute(new AttributeName(AttributeName.Source.SUBJECT, "department")))));

    /** A membership of its own; through groups there may be more. */
    record Seat(WorkspaceId workspace, UserId user) {}

    /** A resource of another workspace; those that were shared first come first. */
    record WorkspaceShare(Resource resource, WorkspaceId target) {}

    final List<Workspace> workspaces = new ArrayList<>();
    final List<SubjectFacts> users = new ArrayList<>();

    /** Who is in the one organization that some workspaces belong to. */
    final Set<UserId> insiders = new HashSet<>();

    final Map<RoleId, Role> roles = new LinkedHashMap<>();
    final Map<RoleId, List<Grant>> grants = new HashMap<>();
    final Map<Seat, Member> members = new HashMap<>();
    final Map<WorkspaceId, Map<GroupId, Set<RoleId>>> mappings = new HashMap<>();
    final List<Resource> resources = new ArrayList<>();
    final List<WorkspaceShare> workspaceShares = new ArrayList<>();
    final Map<ResourceId, Map<Principal, Set<String>>> directShares = new HashMap<>();

    private final StoreWorld stores;
    private final Random random;
    private final List<GroupId> groups = new ArrayList<>();

    RandomWorld(StoreWorld stores, Random random) {
        this.stores = stores;
        this.random = random;
        settings();
        for (TypeDefinition type : TYPES) {
            stores.resourceTypes().insert(new ResourceType(REALM, type, type.key(), null, PRESENTATION, false, 1));
        }
        for (int number = 0; number < GROUPS; number++) {
            groups.add(stores.group(REALM, "g" + number));
        }
        for (int number = 0; number < USERS; number++) {
            user("u" + number);
        }
        insiders.addAll(
                users.stream().map(SubjectFacts::id).filter(user -> chance(60)).toList());
        stores.organization(REALM, ORGANIZATION, true, insiders.toArray(UserId[]::new));
        for (int number = 0; number < WORKSPACES; number++) {
            workspace(number, chance(10) ? Workspace.Status.SUSPENDED : Workspace.Status.ACTIVE);
        }
        resources.forEach(this::shareToWorkspaces);
        for (int number = 0; number < ROLES; number++) {
            role("r" + number);
        }
        workspaces.forEach(this::people);
        resources.forEach(this::shareDirectly);
    }

    /** What is at home in the workspace, and what is shared to it. */
    List<Resource> within(WorkspaceId workspace) {
        List<Resource> within = new ArrayList<>();
        resources.stream()
                .filter(resource -> resource.workspace().equals(workspace))
                .forEach(within::add);
        workspaceShares.stream()
                .filter(share -> share.target().equals(workspace))
                .map(WorkspaceShare::resource)
                .forEach(within::add);
        return within;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static TypeDefinition type(
            String key, String parent, Map<String, Set<String>> implies, String... shareable) {
        return new TypeDefinition(
                key, ACTIONS, "view", implies, parent, TypeDefinition.Registration.REQUIRED, Set.of(shareable));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void settings() {
        stores.settings().ensure(REALM);
        stores.settings().update(stores.settings().find(REALM).orElseThrow().withEnabled(true));
    }

    private void user(String id) {
        Set<GroupId> in = new HashSet<>();
        while (chance(30)) {
            in.add(any(groups));
        }
        SubjectFacts user = new SubjectFacts(
                new UserId(id), id, null, !chance(5), chance(2), in, Map.of("department", any(DEPARTMENTS)));
        users.add(user);
        stores.user(REALM, new Member.Person(user.id(), id, null, null, null), in.toArray(GroupId[]::new));
    }

    private void workspace(int number, Workspace.Status status) {
        // Only what looks like an id is looked up as one.
        String id = String.format("00000000-0000-0000-0000-%012d", number);
        String alias = "w" + number;
        Workspace workspace = new Workspace(
                new WorkspaceId(id),
                REALM,
                alias,
                alias,
                null,
                false,
                null,
                chance(20) ? ORGANIZATION : null,
                status,
                false,
                1,
                1);
        stores.workspaces().insert(workspace);
        workspaces.add(workspace);
        for (TypeDefinition type : TYPES) {
            // Few names for many, so that some of what is shared is called like what is there.
            List<Integer> names =
                    new ArrayList<>(IntStream.range(0, NAMES_OF_A_TYPE).boxed().toList());
            Collections.shuffle(names, random);
            names.subList(0, RESOURCES_OF_A_TYPE).forEach(name -> resource(workspace, type, type.key() + name));
        }
    }

    private void resource(Workspace workspace, TypeDefinition type, String externalId) {
        List<Resource> parents = resources.stream()
                .filter(other ->
                        other.workspace().equals(workspace.id()) && other.type().equals(type.parentType()))
                .toList();
        Resource resource = new Resource(
                new ResourceId(workspace.alias() + "-" + externalId),
                REALM,
                workspace.id(),
                type.key(),
                externalId,
                externalId,
                null,
                null,
                List.of(),
                parents.isEmpty() || chance(10) ? null : any(parents).id(),
                chance(40) ? any(users).id() : null,
                List.of(),
                chance(10)
                        ? Map.of("department", any(DEPARTMENTS), "withheld", List.of(any(ACTIONS)))
                        : Map.of("department", any(DEPARTMENTS)),
                !chance(10),
                1);
        stores.resources().insert(resource);
        resources.add(resource);
    }

    private void shareToWorkspaces(Resource resource) {
        Set<WorkspaceId> targets = new HashSet<>();
        while (chance(35)) {
            targets.add(any(workspaces).id());
        }
        targets.remove(resource.workspace());
        if (resource.parent() != null && !chance(20)) {
            // A child is of use where its parent is, too.
            workspaceShares.stream()
                    .filter(share -> share.resource().id().equals(resource.parent()))
                    .forEach(share -> targets.add(share.target()));
        }
        if (!targets.isEmpty()) {
            targets.forEach(target -> workspaceShares.add(new WorkspaceShare(resource, target)));
            stores.shares().apply(resource, NONE, new Shares(targets, Map.of()), workspaceShares.size());
        }
    }

    private void shareDirectly(Resource resource) {
        List<SubjectFacts> here = users.stream()
                .filter(user -> members.containsKey(new Seat(resource.workspace(), user.id())))
                .toList();
        Map<Principal, Set<String>> given = new HashMap<>();
        while (chance(80)) {
            Principal principal = chance(30) || here.isEmpty()
                    ? Principal.of(any(groups))
                    : Principal.of(any(here).id());
            given.put(principal, Set.of(any(ACTIONS)));
        }
        Resource now = stores.resources()
                .find(REALM, resource.workspace(), resource.id())
                .orElseThrow();
        Shares before = stores.shares().find(now);
        stores.shares().apply(now, before, new Shares(before.workspaces(), given), 1);
        directShares.put(resource.id(), given);
    }

    /** Every third is a template, the rest belong to one workspace each. */
    private void role(String id) {
        boolean template = roles.size() % 3 == 0;
        Workspace workspace = template ? null : workspaces.get(roles.size() % WORKSPACES);
        Role.Kind kind = template && chance(10) ? Role.Kind.ADMIN : Role.Kind.CUSTOM;
        Role role = new Role(
                new RoleId(id), REALM, workspace == null ? null : workspace.id(), kind, id, "random", 1, null, 0, 1);
        stores.roles().insert(role);
        Map<Grant.Key, Grant> given = new LinkedHashMap<>();
        while (!chance(20)) {
            Grant grant = grant(role.workspace());
            given.merge(grant.key(), grant, (one, other) -> {
                Set<String> actions = new HashSet<>(one.actions());
                actions.addAll(other.actions());
                return one.withActions(actions);
            });
        }
        stores.grants().apply(role, given.values(), List.of());
        roles.put(role.id(), role);
        grants.put(role.id(), List.copyOf(given.values()));
    }

    private Grant grant(WorkspaceId workspace) {
        List<Resource> here = workspace == null ? List.of() : within(workspace);
        Resource single = here.isEmpty() || chance(40) ? null : any(here);
        Condition condition = chance(60) ? null : chance(50) ? Condition.OWNER : SAME_DEPARTMENT;
        return new Grant(
                single == null ? any(TYPES).key() : single.type(),
                single == null ? null : single.id(),
                Set.of(any(ACTIONS)),
                condition);
    }

    private void people(Workspace workspace) {
        List<Role> assignable = roles.values().stream()
                .filter(role -> role.workspace() == null || role.workspace().equals(workspace.id()))
                .toList();
        for (SubjectFacts user : users) {
            if (chance(15)) {
                Member member = new Member(
                        REALM,
                        workspace.id(),
                        new Member.Person(user.id(), user.username(), null, null, null),
                        chance(10) ? Member.Status.SUSPENDED : Member.Status.ACTIVE,
                        Member.Source.DIRECT,
                        true,
                        some(assignable).stream()
                                .map(role -> new Member.HeldRole(role.id(), role.name(), false))
                                .toList(),
                        1,
                        1);
                stores.members().insert(member);
                members.put(new Seat(workspace.id(), user.id()), member);
            }
        }
        Map<GroupId, Set<RoleId>> mapped = new HashMap<>();
        for (GroupId group : groups) {
            if (chance(10)) {
                Set<RoleId> held = new HashSet<>();
                some(assignable).forEach(role -> held.add(role.id()));
                if (!held.isEmpty()) {
                    stores.groupMappings().put(REALM, workspace.id(), group, held);
                    mapped.put(group, held);
                }
            }
        }
        mappings.put(workspace.id(), mapped);
    }

    private Set<Role> some(List<Role> all) {
        Set<Role> some = new HashSet<>();
        while (chance(55)) {
            some.add(any(all));
        }
        return some;
    }
}
