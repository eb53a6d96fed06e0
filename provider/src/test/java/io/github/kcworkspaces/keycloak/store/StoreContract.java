package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Presentation;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What contracts of stores share: a world, and rows that are valid as they are. */
abstract class StoreContract {

    static final Presentation PRESENTATION = new Presentation(
            Map.of("en", "Thing"),
            "cube",
            Map.of("file", Map.of("en", "File")),
            Map.of("view", Map.of("en", "See")),
            Map.of("view", "Use"),
            Map.of("Use", Map.of("en", "Use")));

    static final RealmId REALM = new RealmId("realm-1");
    static final RealmId OTHER = new RealmId("realm-2");
    static final PageRequest ALL = PageRequest.firstRows(100);

    StoreWorld world;

    abstract StoreWorld create();

    @BeforeEach
    void open() {
        world = create();
    }

    @AfterEach
    void close() {
        world.close();
    }

    static PageRequest search(String text) {
        return new PageRequest(0, 100, text);
    }

    static Subject subject(String user, GroupId... groups) {
        return new Subject(new UserId(user), Set.of(groups));
    }

    Workspace workspace(String id) {
        return workspace(REALM, id, false);
    }

    Workspace workspace(RealmId realm, String id, boolean isDefault) {
        Workspace workspace = new Workspace(
                new WorkspaceId(id),
                realm,
                "alias-" + id,
                "Name of " + id,
                null,
                isDefault,
                null,
                null,
                Workspace.Status.ACTIVE,
                false,
                1,
                1);
        world.workspaces().insert(workspace);
        return workspace;
    }

    Role role(Workspace workspace, String id) {
        return role(workspace.realm(), workspace.id(), Role.Kind.CUSTOM, id);
    }

    Role role(RealmId realm, WorkspaceId workspace, Role.Kind kind, String id) {
        world.roles().insert(new Role(new RoleId(id), realm, workspace, kind, id, "of " + id, 1, null, 0, 1));
        return world.roles().find(realm, workspace, new RoleId(id)).orElseThrow();
    }

    void user(String id, GroupId... groups) {
        world.user(REALM, new Member.Person(new UserId(id), id, id + "@example.org", null, null), groups);
    }

    void member(Workspace workspace, String user, long since, Role... roles) {
        member(workspace, user, Member.Status.ACTIVE, Member.Source.DIRECT, since, roles);
    }

    void member(
            Workspace workspace, String user, Member.Status status, Member.Source source, long since, Role... roles) {
        world.members()
                .insert(new Member(
                        workspace.realm(),
                        workspace.id(),
                        new Member.Person(new UserId(user), user + "-snapshot", null, null, null),
                        status,
                        source,
                        true,
                        Arrays.stream(roles)
                                .map(role -> new Member.HeldRole(role.id(), role.name(), false))
                                .toList(),
                        since,
                        1));
    }

    /** How anybody stands in the workspace, as far as resources are concerned. */
    Membership within(Workspace workspace) {
        world.settings().ensure(REALM);
        return world.decisions()
                .membership(REALM, workspace.alias(), subject("nobody"))
                .orElseThrow();
    }

    void type(String key, String parent) {
        world.resourceTypes()
                .insert(new ResourceType(REALM, definition(key, parent), key, null, PRESENTATION, false, 1));
    }

    static TypeDefinition definition(String key, String parent) {
        return new TypeDefinition(
                key,
                List.of("view", "update"),
                "view",
                Map.of("update", Set.of("view")),
                parent,
                TypeDefinition.Registration.REQUIRED);
    }

    Resource resource(Workspace workspace, String id, String parent) {
        Resource resource = new Resource(
                new ResourceId(id),
                workspace.realm(),
                workspace.id(),
                "widget",
                "ext-" + id,
                "Resource " + id,
                "Charts",
                null,
                List.of("b", "a"),
                parent == null ? null : new ResourceId(parent),
                null,
                List.of(),
                Map.of("status", "live", "size", 3, "tags", List.of("x")),
                true,
                1);
        world.resources().insert(resource);
        return resource;
    }

    Resource requiring(Workspace workspace, String id, boolean active, String... required) {
        Resource resource = new Resource(
                new ResourceId(id),
                workspace.realm(),
                workspace.id(),
                "widget",
                "ext-" + id,
                "Resource " + id,
                null,
                null,
                List.of(),
                null,
                null,
                Stream.of(required).map(ResourceId::new).toList(),
                Map.of(),
                active,
                1);
        world.resources().insert(resource);
        return resource;
    }

    void settings(RealmId realm) {
        world.settings().ensure(realm);
        assertThat(world.settings().lock(realm)).isPresent();
    }
}
