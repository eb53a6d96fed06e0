package io.github.kcworkspaces.share;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.share.SharesChange.Entry;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShareServiceTest {

    private final TestRbac rbac = TestRbac.enabled();
    private Workspace home;
    private Workspace target;
    private ResourceId key;
    private UserId ben;
    private UserId cleo;

    @BeforeEach
    void credentials() {
        rbac.type("credential", List.of("view", "use", "reveal", "update", "share"), null);
        home = rbac.workspace("home");
        target = rbac.workspace("target");
        key = rbac.resource(home, "credential", "key", null);
        ben = rbac.user("ben");
        cleo = rbac.user("cleo");
        rbac.world.trail().clear();
    }

    @Test
    void whatIsSharedIsUsedInTheTargetAndNotChanged() {
        rbac.role(target, "editor", Grant.onType("credential", "use", "update", "reveal", "share"));
        rbac.member(target, ben, "editor");
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.UNKNOWN_RESOURCE);
        put(to("target"));
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.GRANTED);
        for (String action : List.of("update", "reveal", "share")) {
            assertThat(decide(target, ben, action)).isEqualTo(Reason.NOT_SHAREABLE);
        }
        refused(ProblemCode.SHARED_READ_ONLY, () -> rbac.resources.own(target, key));
        assertThat(rbac.resources.get(target, key).workspace()).isEqualTo(home.id());
        put(to());
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.UNKNOWN_RESOURCE);
    }

    @Test
    void aShareEndsWithEitherWorkspace() {
        rbac.role(target, "user", Grant.onType("credential", "use"));
        rbac.member(target, ben, "user");
        put(to("target"));
        rbac.workspaces.update(
                home, ROOT, new WorkspaceChange(null, null, null, null, Workspace.Status.SUSPENDED, null));
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.HOME_DISABLED);
        assertThat(rbac.deletion.impact(home).counts().sharesOut()).isEqualTo(1);
        assertThat(rbac.deletion.impact(target).counts().sharesIn()).isEqualTo(1);
        rbac.deletion.delete(rbac.reload(home), ROOT, "home", null);
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.UNKNOWN_RESOURCE);
        assertThat(rbac.deletion.impact(target).counts().sharesIn()).isZero();
    }

    @Test
    void aWorkspaceThatIsGoneIsSharedWithNoMore() {
        put(to("target"));
        rbac.deletion.delete(target, ROOT, "target", null);
        assertThat(rbac.shares.get(home, key).shares().isEmpty()).isTrue();
    }

    @Test
    void aRoleOfTheTargetCanGrantTheOneResourceUntilItIsSharedNoMore() {
        Role role = rbac.role(target, "one");
        rbac.member(target, ben, "one");
        refused(ProblemCode.UNKNOWN_RESOURCE, () -> grant(role));
        put(to("target"));
        grant(role);
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.GRANTED);
        put(to());
        put(to("target"));
        assertThat(decide(target, ben, "use")).isEqualTo(Reason.NO_GRANT);
    }

    @Test
    void ofTheSameNameTheWorkspacesOwnComesFirstThenWhatWasSharedFirst() {
        rbac.role(target, "user", Grant.onType("credential", "use"));
        rbac.member(target, ben, "user");
        put(to("target"));
        assertThat(visible(target, ben)).containsExactly(key);
        ResourceId own = rbac.resource(target, "credential", "key", null);
        assertThat(visible(target, ben)).containsExactly(own);
        assertThat(effective(target, ben)).isEmpty();
    }

    @Test
    void aDirectShareNeedsNoRoleAndEndsWithTheMembership() {
        rbac.member(home, ben);
        rbac.member(home, cleo);
        put(new SharesChange(null, List.of(new Entry(ben.value(), List.of("view"))), null));
        assertThat(decide(home, ben, "view")).isEqualTo(Reason.SHARED);
        assertThat(decide(home, ben, "use")).isEqualTo(Reason.NO_GRANT);
        assertThat(decide(home, cleo, "view")).isEqualTo(Reason.NO_GRANT);
        assertThat(visible(home, ben)).containsExactly(key);
        assertThat(visible(home, cleo)).isEmpty();
        assertThat(effective(home, ben)).containsExactly(Map.entry(key, Set.of("view")));
        rbac.world.trail().clear();
        rbac.members.remove(BY_ROOT, home, ben, null);
        assertThat(recorded()).containsExactly(ActivityType.RESOURCE_UNSHARED, ActivityType.MEMBER_REMOVED);
        rbac.member(home, ben);
        assertThat(decide(home, ben, "view")).isEqualTo(Reason.NO_GRANT);
    }

    @Test
    void whatARemovedMemberOwnsIsSharedWithNobodyAnyMore() {
        rbac.member(home, ben);
        rbac.member(home, cleo);
        own(ben);
        put(new SharesChange(null, List.of(new Entry(cleo.value(), List.of("view"))), null));
        rbac.members.remove(BY_ROOT, home, ben, null);
        assertThat(decide(home, cleo, "view")).isEqualTo(Reason.NO_GRANT);
    }

    @Test
    void aGroupsMembersAreSharedWithAsFarAsTheyAreMembersOfTheWorkspace() {
        GroupId staff = rbac.world.directory().group(ACME, "g1", "/staff");
        rbac.world.directory().groups(ACME, ben, staff);
        put(new SharesChange(null, null, List.of(new Entry("g1", List.of("use")))));
        assertThat(decide(home, ben, "use")).isEqualTo(Reason.NOT_A_MEMBER);
        rbac.member(home, ben);
        assertThat(decide(home, ben, "use")).isEqualTo(Reason.SHARED);
        rbac.world.directory().groups(ACME, ben);
        assertThat(decide(home, ben, "use")).isEqualTo(Reason.NO_GRANT);
        rbac.shares.groupRemoved(ACME, ROOT, staff, "/staff");
        assertThat(rbac.shares.get(home, key).shares().isEmpty()).isTrue();
    }

    @Test
    void oneMistakeAndNothingIsShared() {
        rbac.member(home, ben);
        refused(ProblemCode.UNKNOWN_WORKSPACE, () -> put(to("target", "nowhere")));
        refused(ProblemCode.INVALID_SHARE_TARGET, () -> put(to("target", "home")));
        refused(ProblemCode.NOT_A_MEMBER, () -> put(with(cleo, "view")));
        refused(ProblemCode.NOT_A_MEMBER, () -> put(with(new UserId("nobody"), "view")));
        refused(
                ProblemCode.UNKNOWN_GROUP,
                () -> put(new SharesChange(null, null, List.of(new Entry("g", List.of("view"))))));
        refused(ProblemCode.UNKNOWN_ACTION, () -> put(with(ben, "fly")));
        refused(ProblemCode.NOT_SHAREABLE, () -> put(with(ben, "reveal")));
        refused(ProblemCode.INVALID_REQUEST, () -> put(with(ben)));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> put(new SharesChange(
                        null,
                        List.of(new Entry(ben.value(), List.of("view")), new Entry(ben.value(), List.of("use"))),
                        null)));
        assertThat(rbac.shares.get(home, key).shares().isEmpty()).isTrue();
        assertThat(rbac.world.trail().rows().stream().map(Activity::type)).doesNotContain(ActivityType.RESOURCE_SHARED);
    }

    @Test
    void whatIsLeftOutStaysAndANoOpWritesNothing() {
        rbac.member(home, ben);
        put(new SharesChange(List.of("target"), List.of(new Entry(ben.value(), List.of("use"))), null));
        Shares shares = rbac.shares.get(home, key).shares();
        assertThat(shares.direct()).containsEntry(Principal.of(ben), Set.of("use", "view"));
        long version = rbac.resources.get(home, key).version();
        rbac.world.trail().clear();
        put(new SharesChange(List.of(target.id().value()), null, null));
        put(new SharesChange(null, List.of(new Entry(ben.value(), List.of("view", "use"))), null));
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(rbac.resources.get(home, key).version()).isEqualTo(version);
        put(new SharesChange(null, List.of(), null));
        assertThat(rbac.shares.get(home, key).shares().workspaces()).containsExactly(target.id());
    }

    @Test
    void sharingIsRecordedAtHomeAndInTheTarget() {
        rbac.member(home, ben);
        rbac.world.trail().clear();
        put(new SharesChange(List.of("target"), List.of(new Entry(ben.value(), List.of("view"))), null));
        List<Activity> rows = rbac.world.trail().rows();
        assertThat(rows).extracting(Activity::type).containsOnly(ActivityType.RESOURCE_SHARED);
        assertThat(rows).extracting(Activity::workspaceAlias).containsExactly("home", "target");
        assertThat(rows.get(0).changes().get("members").newValue()).isEqualTo(List.of("ben: view"));
        assertThat(rows.get(0).changes().get("workspaces").newValue()).isEqualTo(List.of("target"));
        rbac.world.trail().clear();
        put(to());
        assertThat(recorded()).containsExactly(ActivityType.RESOURCE_UNSHARED, ActivityType.RESOURCE_UNSHARED);
    }

    @Test
    void aStaleVersionIsRefused() {
        put(to("target"));
        refused(ProblemCode.STALE_VERSION, () -> rbac.shares.put(sharing(Sharer.unlimited(ROOT)), to(), 1L));
    }

    @Test
    void onlyWhoMayShareSharesAndOnlyWhatHeHolds() {
        rbac.role(home, "viewer", Grant.onType("credential", "view"));
        rbac.role(home, "sharer", Grant.onType("credential", "view", "share"));
        rbac.role(home, "user", Grant.onType("credential", "use"));
        rbac.member(home, ben, "viewer");
        rbac.member(home, cleo, "sharer");
        refused(ProblemCode.ACCESS_DENIED, () -> sharing(sharer(ben)));
        rbac.shares.put(sharing(sharer(cleo)), with(ben, "view"), null);
        refused(ProblemCode.CANNOT_GRANT, () -> rbac.shares.put(sharing(sharer(cleo)), with(ben, "use"), null));
        refused(ProblemCode.UNKNOWN_WORKSPACE, () -> rbac.shares.put(sharing(sharer(cleo)), to("target"), null));
        rbac.member(target, cleo);
        refused(ProblemCode.CANNOT_GRANT, () -> rbac.shares.put(sharing(sharer(cleo)), to("target"), null));
        rbac.member(home, cleo, "sharer", "user");
        rbac.shares.put(sharing(sharer(cleo)), to("target"), null);
        assertThat(rbac.shares.get(home, key).shares().workspaces()).containsExactly(target.id());
    }

    @Test
    void anOwnerSharesWithMembersButNotWithWorkspaces() {
        rbac.role(home, "user", Grant.onType("credential", "use"));
        rbac.member(home, ben, "user");
        rbac.member(home, cleo);
        rbac.member(target, ben);
        own(ben);
        rbac.shares.put(sharing(sharer(ben)), with(cleo, "use"), null);
        assertThat(decide(home, cleo, "use")).isEqualTo(Reason.SHARED);
        refused(ProblemCode.ACCESS_DENIED, () -> rbac.shares.put(sharing(sharer(ben)), to("target"), null));
    }

    @Test
    void whatIsSharedAlreadyMayStayThoughTheSharerDoesNotSeeTheTarget() {
        rbac.role(home, "sharer", Grant.onType("credential", "view", "use", "share"));
        rbac.member(home, ben, "sharer");
        put(to("target"));
        rbac.shares.put(sharing(sharer(ben)), to(target.id().value()), null);
        rbac.shares.put(sharing(sharer(ben)), to(), null);
        assertThat(rbac.shares.get(home, key).shares().isEmpty()).isTrue();
    }

    @Test
    void whoCanDoItAreAlsoThoseWithWhomItIsShared() {
        rbac.member(home, ben);
        rbac.member(home, cleo);
        put(with(ben, "view"));
        Resource resource = rbac.resources.get(home, key);
        assertThat(rbac.access.slice(home, resource, "view", null, null, 9).items())
                .extracting(access -> access.user().id())
                .containsExactly(ben);
        assertThat(rbac.access.slice(home, resource, "use", null, null, 9).items())
                .isEmpty();
    }

    @Test
    void searchesFindWhatIsShared() {
        rbac.role(target, "user", Grant.onType("credential", "use"));
        rbac.member(target, ben, "user");
        rbac.member(home, cleo);
        put(new SharesChange(List.of("target"), List.of(new Entry(cleo.value(), List.of("view"))), null));
        assertThat(resources("target", ben, "use")).containsExactly("key");
        assertThat(resources("target", ben, "update")).isEmpty();
        assertThat(resources("home", cleo, "view")).containsExactly("key");
        Request who = Request.of("home", ben, "view", "credential", "key");
        assertThat(rbac.searches.subjects(ACME, who, null, 9).items()).containsExactly(cleo.value());
        Request what = Request.of("target", ben, "-", "credential", "key");
        assertThat(rbac.searches.actions(ACME, what, null, 9).items()).containsExactly("view", "use");
    }

    private List<String> resources(String workspace, UserId user, String action) {
        Request request = Request.of(workspace, user, action, "credential", "-");
        return rbac.searches.resources(ACME, request, null, 9).items();
    }

    @Test
    void manyQuestionsAtOnceAreAnsweredAsOne() {
        rbac.member(home, ben);
        rbac.member(home, cleo);
        put(with(ben, "view"));
        assertThat(rbac.decisions.decide(
                        ACME,
                        List.of(
                                Request.of("home", ben, "view", "credential", "key"),
                                Request.of("home", cleo, "view", "credential", "key"),
                                Request.of("home", ben, "use", "credential", "key"))))
                .extracting(decision -> decision.reason())
                .containsExactly(Reason.SHARED, Reason.NO_GRANT, Reason.NO_GRANT);
    }

    @Test
    void aTypeThatSharesNothingIsNotShared() {
        ResourceId flow = rbac.resource(home, "chatflow", "f1", null);
        rbac.type("chatflow", List.of("open"), null);
        refused(
                ProblemCode.NOT_SHAREABLE,
                () -> rbac.shares.put(rbac.shares.enter(Sharer.unlimited(ROOT), home, flow), to("target"), null));
    }

    @Test
    void whatIsSharedIsListedByItselfWithWhatIsAllowed() {
        rbac.role(target, "editor", Grant.onType("credential", "use", "update"));
        rbac.member(target, ben, "editor");
        put(to("target"));
        assertThat(effective(target, ben)).containsExactly(Map.entry(key, Set.of("view", "use")));
        assertThat(visible(target, ben)).containsExactly(key);
        assertThat(rbac.resources.page(target, everything()).items())
                .extracting(Resource::id)
                .containsExactly(key);
    }

    private static SharesChange to(String... workspaces) {
        return new SharesChange(List.of(workspaces), null, null);
    }

    private static SharesChange with(UserId user, String... actions) {
        return new SharesChange(null, List.of(new Entry(user.value(), List.of(actions))), null);
    }

    private void put(SharesChange change) {
        rbac.shares.put(sharing(Sharer.unlimited(ROOT)), change, null);
    }

    private ShareService.Sharing sharing(Sharer sharer) {
        return rbac.shares.enter(sharer, home, key);
    }

    private Sharer sharer(UserId user) {
        return new Sharer(TestRbac.actor(user), false, new Sharer.Own(facts(user), membership(home, user)));
    }

    private SubjectFacts facts(UserId user) {
        return rbac.world.directory().find(ACME, user).orElseThrow();
    }

    private Membership membership(Workspace workspace, UserId user) {
        return rbac.decisions.membership(ACME, workspace.alias(), facts(user)).orElseThrow();
    }

    private @Nullable Reason decide(Workspace workspace, UserId user, String action) {
        return rbac.decide(workspace, user, action, "credential", "key").reason();
    }

    private List<ResourceId> visible(Workspace workspace, UserId user) {
        return rbac
                .visible
                .slice(workspace, facts(user), membership(workspace, user), everything(), null, 10)
                .items()
                .stream()
                .map(Resource::id)
                .toList();
    }

    /** The entries of single resources. */
    private List<Map.Entry<ResourceId, Set<String>>> effective(Workspace workspace, UserId user) {
        return rbac.effective.slice(ACME, facts(user), membership(workspace, user), null, 10).items().stream()
                .filter(permission -> permission.resource() != null)
                .collect(Collectors.toMap(EffectivePermission::resource, EffectivePermission::actions))
                .entrySet()
                .stream()
                .map(entry -> Map.entry(entry.getKey(), Set.copyOf(entry.getValue())))
                .toList();
    }

    private static ResourceFilter everything() {
        return new ResourceFilter(null, null, null, null, null, null, PageRequest.firstRows(10));
    }

    private List<ActivityType> recorded() {
        return rbac.world.trail().rows().stream().map(Activity::type).toList();
    }

    private void own(UserId user) {
        ResourceDraft draft =
                new ResourceDraft(null, null, null, null, null, null, null, new Link<>(user), null, null, null);
        rbac.resources.update(home, ROOT, key, draft, null);
    }

    private void grant(Role role) {
        rbac.grants.change(
                BY_ROOT,
                RoleScope.of(target),
                role.id(),
                List.of(Grant.onResource("credential", key, "use")),
                List.of(),
                null);
    }
}
