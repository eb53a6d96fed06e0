package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.share.ShareStore.DirectShare;
import io.github.kcworkspaces.share.Shares;
import io.github.kcworkspaces.workspace.DeletionImpact;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class ShareStoreContract extends StoreContract {

    private static final ResourceFilter EVERY = new ResourceFilter(null, null, null, null, null, null, ALL);
    private static final Shares NONE = new Shares(Set.of(), Map.of());
    private static final Principal ANNA = Principal.of(new UserId("anna"));
    private static final Principal STAFF = Principal.of(new GroupId("staff"));

    @Test
    void sharesAreReplacedByTheirDifference() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource resource = resource(home, "r1", null);
        Shares first = new Shares(Set.of(target.id()), Map.of(ANNA, Set.of("view"), STAFF, Set.of("view", "use")));
        share(resource, first);
        assertThat(world.shares().find(resource)).isEqualTo(first);
        assertThat(world.shares().ofHome(REALM, home.id())).isEqualTo(Map.of(resource.id(), first));
        assertThat(world.shares().ofHome(REALM, target.id())).isEmpty();
        assertThat(world.shares().ofHome(OTHER, home.id())).isEmpty();
        Resource after = world.resources().find(REALM, home.id(), resource.id()).orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        Shares second = new Shares(Set.of(), Map.of(ANNA, Set.of("use")));
        world.shares().apply(after, first, second, 2);
        assertThat(world.shares().find(resource)).isEqualTo(second);
    }

    @Test
    void aSharedResourceIsFoundInTheTargetWithItsParentAndHome() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource parent = resource(home, "r1", null);
        Resource child = resource(home, "r2", "r1");
        share(child, to(target));
        ResourceFacts facts = found(target, "ext-r2");
        assertThat(facts.id()).isEqualTo(child.id());
        assertThat(facts.home()).isEqualTo(home.id());
        assertThat(facts.origin()).isEqualTo(new ResourceFacts.Origin(true, null));
        assertThat(facts.parent().origin()).isNull();
        share(parent, to(target));
        assertThat(found(target, "ext-r2").parent().origin()).isNotNull();
        assertThat(world.decisions()
                        .resources(REALM, within(target), subject("anna"), List.of(child.id(), parent.id())))
                .extracting(ResourceFacts::id)
                .containsExactly(parent.id(), child.id());
        assertThat(found(home, "ext-r2").origin()).isNull();
        assertThat(world.decisions()
                        .resource(OTHER, within(target), subject("anna"), definition("widget", "widget"), "ext-r2"))
                .isEmpty();
        assertThat(world.resources()
                        .findShared(REALM, target.id(), child.id())
                        .orElseThrow()
                        .workspace())
                .isEqualTo(home.id());
        assertThat(world.resources().findShared(REALM, target.id(), "widget", "ext-r2"))
                .isPresent();
        assertThat(world.resources().find(REALM, target.id(), child.id())).isEmpty();
        assertThat(world.resources().places(REALM, target.id(), List.of(child.id())))
                .containsExactly(Map.entry(child.id(), new ResourceStore.Place("widget", parent.id())));
        assertThat(world.resources().types(REALM, target.id(), List.of(child.id())))
                .isEmpty();
    }

    @Test
    void theOwnResourceComesFirstThenWhatWasSharedFirst() {
        Workspace home = workspace("w1");
        Workspace other = workspace("w2");
        Workspace target = workspace("w3");
        Resource late = resource(home, "a1", null);
        Resource early = named(other, "z1", late.externalId());
        world.shares().apply(late, NONE, to(target), 9);
        world.shares().apply(early, NONE, to(target), 5);
        assertThat(found(target, late.externalId()).id()).isEqualTo(early.id());
        assertThat(shared(target, subject("anna"))).containsExactly(early.id());
        assertThat(world.decisions().resources(REALM, within(target), subject("anna"), List.of(early.id(), late.id())))
                .extracting(ResourceFacts::id)
                .containsExactly(early.id());
        Resource own = named(target, "z9", late.externalId());
        assertThat(found(target, late.externalId()).id()).isEqualTo(own.id());
        assertThat(shared(target, subject("anna"))).isEmpty();
        assertThat(world.resources().page(REALM, target.id(), EVERY).items()).containsExactly(own);
    }

    @Test
    void whatIsSharedInAndOutCanBeListed() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource sent = resource(home, "r1", null);
        Resource direct = resource(home, "r2", "r1");
        Resource kept = resource(home, "r3", "r1");
        share(sent, to(target));
        share(direct, new Shares(Set.of(), Map.of(STAFF, Set.of("view"))));
        assertThat(kept).isNotNull();
        assertThat(world.resources().shared(REALM, home.id(), true, EVERY).items())
                .extracting(Resource::id)
                .containsExactlyInAnyOrder(sent.id(), direct.id());
        assertThat(world.resources().shared(REALM, home.id(), false, EVERY).items())
                .isEmpty();
        assertThat(world.resources().shared(REALM, target.id(), false, EVERY))
                .satisfies(page -> assertThat(page.total()).isEqualTo(1))
                .satisfies(page ->
                        assertThat(page.items()).extracting(Resource::id).containsExactly(sent.id()));
        assertThat(world.resources().shared(REALM, target.id(), true, EVERY).items())
                .isEmpty();
        assertThat(world.resources().shared(OTHER, target.id(), false, EVERY).items())
                .isEmpty();
    }

    @Test
    void directSharesAreThoseOfTheUserAndOfHisGroups() {
        Workspace home = workspace("w1");
        Resource parent = resource(home, "r1", null);
        Resource child = resource(home, "r2", "r1");
        share(parent, new Shares(Set.of(), Map.of(STAFF, Set.of("view"))));
        share(child, new Shares(Set.of(), Map.of(ANNA, Set.of("view"), STAFF, Set.of("use"))));
        Subject anna = subject("anna", new GroupId("staff"), new GroupId("others"));
        ResourceFacts facts = world.decisions()
                .resource(REALM, within(home), anna, definition("widget", "widget"), "ext-r2")
                .orElseThrow();
        assertThat(facts.direct()).containsExactlyInAnyOrder("view", "use");
        assertThat(facts.parent().direct()).containsExactly("view");
        assertThat(found(home, "ext-r2").direct()).containsExactly("view");
        assertThat(shared(home, anna)).containsExactly(parent.id(), child.id());
        assertThat(shared(home, subject("anna"))).containsExactly(child.id());
        assertThat(shared(home, subject("staff"))).isEmpty();
        assertThat(world.decisions().shared(REALM, home.id(), anna, parent.id(), 9))
                .containsExactly(child.id());
        assertThat(world.decisions().shared(REALM, home.id(), anna, null, 1)).containsExactly(parent.id());
        assertThat(world.decisions().sharesAny(REALM, home.id(), anna, "widget"))
                .isTrue();
        assertThat(world.decisions().sharesAny(REALM, home.id(), anna, "app")).isFalse();
        assertThat(world.decisions().sharesAny(REALM, home.id(), subject("bert"), "widget"))
                .isFalse();
    }

    @Test
    void aRenamedResourceIsFoundUnderItsNewIdEverywhere() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource shared = resource(home, "r1", null);
        Resource other = resource(home, "r2", null);
        share(shared, to(target));
        world.resources().rename(OTHER, home.id(), Map.of(other.id(), "wrong"));
        world.resources().rename(REALM, target.id(), Map.of(other.id(), "wrong"));
        world.resources().rename(REALM, home.id(), Map.of(shared.id(), "new"));
        assertThat(found(home, "new").id()).isEqualTo(shared.id());
        assertThat(found(target, "new").id()).isEqualTo(shared.id());
        assertThat(world.resources().findShared(REALM, target.id(), "widget", "ext-r1"))
                .isEmpty();
        assertThat(world.resources().findByExternalId(REALM, home.id(), "widget", "ext-r1"))
                .isEmpty();
        assertThat(found(home, other.externalId()).id()).isEqualTo(other.id());
    }

    @Test
    void inBulkSharesComeApart() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource shared = resource(home, "r1", null);
        Resource own = resource(target, "r2", null);
        share(shared, to(target));
        share(own, new Shares(Set.of(), Map.of(ANNA, Set.of("view"), STAFF, Set.of("use"))));
        List<ResourceName> names = List.of(new ResourceName("widget", "ext-r1"), new ResourceName("widget", "ext-r2"));
        assertThat(world.decisions()
                        .resourcesNamed(
                                REALM, within(target), Catalogue.of(1, List.of(definition("widget", "widget"))), names))
                .extracting(ResourceFacts::id)
                .containsExactlyInAnyOrder(shared.id(), own.id());
        assertThat(world.decisions()
                        .directShares(
                                REALM,
                                target.id(),
                                List.of(
                                        subject("anna", new GroupId("staff")),
                                        subject("bert", new GroupId("staff")),
                                        subject("cleo")),
                                List.of(shared.id(), own.id())))
                .isEqualTo(Map.of(
                        new UserId("anna"), Map.of(own.id(), Set.of("view", "use")),
                        new UserId("bert"), Map.of(own.id(), Set.of("use"))));
    }

    @Test
    void membersWithWhomAResourceIsSharedAreFound() {
        Workspace home = workspace("w1");
        Resource resource = resource(home, "r1", null);
        GroupId staff = world.group(REALM, "staff");
        GroupId below = world.group(REALM, "below", staff);
        user("anna");
        user("bert", below);
        user("cleo", staff);
        member(home, "anna", 1);
        member(home, "bert", 1);
        share(resource, new Shares(Set.of(), Map.of(ANNA, Set.of("view"), STAFF, Set.of("use"))));
        assertThat(world.members().holding(REALM, home.id(), Set.of(), resource.id(), null, 9))
                .extracting(member -> member.user().id().value())
                .containsExactly("anna", "bert");
        assertThat(world.searches().sharedWith(REALM, resource.id(), null, 9))
                .containsExactly(new UserId("anna"), new UserId("bert"), new UserId("cleo"));
        assertThat(world.searches().sharedWith(REALM, resource.id(), new UserId("anna"), 1))
                .containsExactly(new UserId("bert"));
        assertThat(world.searches().sharedWith(OTHER, resource.id(), null, 9)).isEmpty();
        assertThat(world.members().holding(REALM, home.id(), Set.of(), new ResourceId("r9"), null, 9))
                .isEmpty();
    }

    @Test
    void candidatesAndPagesHaveWhatIsShared() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource shared = resource(home, "r1", null);
        Resource given = resource(target, "r2", null);
        resource(target, "r3", null);
        share(shared, to(target));
        share(given, new Shares(Set.of(), Map.of(ANNA, Set.of("view"))));
        assertThat(candidates(target, Set.of())).containsExactly(given.id());
        assertThat(candidates(target, Set.of("widget"))).containsExactly(shared.id(), given.id(), new ResourceId("r3"));
        assertThat(world.resources().page(REALM, target.id(), EVERY).total()).isEqualTo(3);
        assertThat(world.resources().page(REALM, target.id(), EVERY).items())
                .extracting(Resource::id)
                .containsExactly(shared.id(), given.id(), new ResourceId("r3"));
        assertThat(world.resources().page(REALM, home.id(), EVERY).total()).isEqualTo(1);
    }

    @Test
    void whatIsNoLongerSharedIsNoLongerGranted() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Resource resource = resource(home, "r1", null);
        Role there = role(target, "there");
        Role here = role(home, "here");
        share(resource, to(target));
        for (Role role : List.of(there, here)) {
            world.grants().apply(role, List.of(Grant.onResource("widget", resource.id(), "view")), List.of());
        }
        Resource now = world.resources().find(REALM, home.id(), resource.id()).orElseThrow();
        world.shares().apply(now, to(target), NONE, 2);
        assertThat(world.grants().ofRoles(List.of(there.id(), here.id()))).containsOnlyKeys(here.id());
        assertThat(world.roles()
                        .find(REALM, target.id(), there.id())
                        .orElseThrow()
                        .revision())
                .isNotEqualTo(there.revision());
    }

    @Test
    void directSharesAreListedAndEnded() {
        Workspace home = workspace("w1");
        Resource resource = resource(home, "r1", null);
        share(resource, new Shares(Set.of(), Map.of(ANNA, Set.of("view"), STAFF, Set.of("use"))));
        List<DirectShare> withAnna = world.shares().with(REALM, null, ANNA, 9);
        assertThat(withAnna)
                .containsExactly(new DirectShare(
                        home.id(), home.alias(), resource.id(), "widget", resource.name(), ANNA, Set.of("view")));
        assertThat(world.shares().with(REALM, new WorkspaceId("w9"), ANNA, 9)).isEmpty();
        assertThat(world.shares().with(OTHER, null, ANNA, 9)).isEmpty();
        assertThat(world.shares().ofOwner(REALM, home.id(), new UserId("anna"), 9))
                .isEmpty();
        world.shares().remove(REALM, withAnna);
        assertThat(world.shares().find(resource).direct()).containsOnlyKeys(STAFF);
    }

    @Test
    void sharesGoWithTheResourceAndWithEitherWorkspace() {
        Workspace home = workspace("w1");
        Workspace target = workspace("w2");
        Workspace last = workspace("w3");
        Resource parent = resource(home, "r1", null);
        Resource child = resource(home, "r2", "r1");
        Shares shares = new Shares(Set.of(target.id(), last.id()), Map.of(ANNA, Set.of("view")));
        share(parent, shares);
        share(child, shares);
        assertThat(world.workspaces().impact(REALM, home.id())).isEqualTo(new DeletionImpact(0, 0, 2, 4, 0, 0));
        assertThat(world.workspaces().impact(REALM, target.id())).isEqualTo(new DeletionImpact(0, 0, 0, 0, 2, 0));
        world.workspaces().delete(REALM, target.id());
        assertThat(world.shares().find(child).workspaces()).containsExactly(last.id());
        world.resources().delete(REALM, home.id(), List.of(child.id()));
        assertThat(world.shares().find(child)).isEqualTo(NONE);
        world.workspaces().delete(REALM, home.id());
        assertThat(world.shares().find(parent)).isEqualTo(NONE);
        assertThat(world.workspaces().impact(REALM, last.id()).sharesIn()).isZero();
    }

    @Test
    void workspacesAndMembersAreFoundInBulk() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        GroupId staff = world.group(REALM, "staff");
        Role role = role(first, "reader");
        user("anna");
        user("bert", staff);
        user("cleo");
        member(first, "anna", 1, role);
        world.groupMappings().put(REALM, first.id(), staff, Set.of(role.id()));
        assertThat(world.workspaces().named(REALM, null, List.of("alias-w2", "w1", "w9")))
                .containsExactly(first, second);
        assertThat(world.workspaces().named(REALM, subject("anna"), List.of("w1", "w2")))
                .containsExactly(first);
        assertThat(world.workspaces().named(OTHER, null, List.of("w1"))).isEmpty();
        assertThat(world.members()
                        .membersAmong(
                                REALM,
                                first.id(),
                                List.of(new UserId("anna"), new UserId("bert"), new UserId("cleo"), new UserId("x"))))
                .containsExactlyInAnyOrder(new UserId("anna"), new UserId("bert"));
    }

    private void share(Resource resource, Shares shares) {
        world.shares().apply(resource, NONE, shares, 1);
    }

    private static Shares to(Workspace target) {
        return new Shares(Set.of(target.id()), Map.of());
    }

    private ResourceFacts found(Workspace in, String externalId) {
        return world.decisions()
                .resource(REALM, within(in), subject("anna"), definition("widget", "widget"), externalId)
                .orElseThrow();
    }

    private List<ResourceId> shared(Workspace in, Subject subject) {
        return world.decisions().shared(REALM, in.id(), subject, null, 9);
    }

    private List<ResourceId> candidates(Workspace in, Set<String> types) {
        return world
                .resources()
                .candidates(REALM, in.id(), EVERY, new ResourceStore.Reach(types, Set.of(), subject("anna")), null, 9)
                .stream()
                .map(Resource::id)
                .toList();
    }

    private Resource named(Workspace workspace, String id, String externalId) {
        Resource resource = new Resource(
                new ResourceId(id),
                REALM,
                workspace.id(),
                "widget",
                externalId,
                "Resource " + id,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                true,
                1);
        world.resources().insert(resource);
        return resource;
    }
}
