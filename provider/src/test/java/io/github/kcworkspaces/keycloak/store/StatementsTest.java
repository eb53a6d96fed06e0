package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.DecisionService;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.EffectivePermission;
import io.github.kcworkspaces.decision.EffectivePermissions;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.MatrixFilter;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.user.UserFilter;
import io.github.kcworkspaces.user.UserStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many statements the stores send, and what only a database can show. */
class StatementsTest {

    abstract static class OnDatabase extends StoreContract {

        private JpaWorld jpa() {
            return (JpaWorld) world;
        }

        private long statements(Runnable work) {
            return jpa().database().statements(work);
        }

        @Test
        void aLoginThatChangesNothingLooksTwice() {
            settings(REALM);
            Workspace workspace = workspace("w1");
            member(workspace, "anna", 1);
            UserId anna = new UserId("anna");
            assertThat(statements(() -> world.managedRoles().standings(REALM, anna, "idp:m1", List.of(workspace.id()))))
                    .isEqualTo(1);
            assertThat(statements(() -> world.sourceApprovals().approved(REALM, "idp:m1", "f1")))
                    .isEqualTo(1);
            assertThat(statements(() -> world.managedRoles().fed(REALM, "idp:m1", null, 500)))
                    .isEqualTo(1);
        }

        @Test
        void aPageOfMappedGroupsCostsTheSameForOneAndForHundreds() {
            Workspace workspace = workspace("w1");
            Role reader = role(workspace, "reader");
            Role writer = role(workspace, "writer");
            for (int number = 0; number < 300; number++) {
                GroupId group = world.group(REALM, "g" + number);
                world.groupMappings().put(REALM, workspace.id(), group, Set.of(reader.id(), writer.id()));
            }
            for (int max : new int[] {1, 20, 300}) {
                assertThat(statements(() -> assertThat(world.groupMappings()
                                        .page(REALM, workspace.id(), new PageRequest(0, max, "g"))
                                        .items())
                                .hasSize(max)))
                        .isEqualTo(3);
            }
        }

        @Test
        void whatKeycloakNoLongerHasIsFound() {
            Workspace workspace = workspace("w1");
            Role reader = role(workspace, "reader");
            member(workspace, "anna", 1);
            ManagedRoleStore.Place place = new ManagedRoleStore.Place(workspace.id(), new UserId("anna"));
            List<ManagedRoleStore.SourceRole> roles = List.of(new ManagedRoleStore.SourceRole(place, reader.id()));
            Sql.batch(
                    jpa().em(),
                    "INSERT INTO IDENTITY_PROVIDER_MAPPER (ID, NAME, IDP_ALIAS, REALM_ID) VALUES ('m1', 'm', 'partner', ?)",
                    List.of(List.of(REALM.value())));
            world.managedRoles().give(REALM, "idp:m1", roles);
            world.managedRoles().give(REALM, "idp:m2", roles);
            world.managedRoles().give(REALM, "ldap:c1", roles);
            assertThat(world.managedRoles().gone(9))
                    .containsExactlyInAnyOrder(
                            new ManagedRoleStore.Gone(REALM, "idp:m2"), new ManagedRoleStore.Gone(REALM, "ldap:c1"));
            assertThat(world.managedRoles().unlinked(9))
                    .containsExactly(new ManagedRoleStore.Unlinked(REALM, new UserId("anna"), "idp:m1"));
            Sql.batch(
                    jpa().em(),
                    "INSERT INTO FEDERATED_IDENTITY (IDENTITY_PROVIDER, USER_ID, REALM_ID) VALUES ('partner', 'anna', ?)",
                    List.of(List.of(REALM.value())));
            assertThat(world.managedRoles().unlinked(9)).isEmpty();
            world.sourceApprovals()
                    .put(
                            REALM,
                            workspace.id(),
                            new SourceApprovalStore.Approval("idp:m2", "f1", Set.of(reader.id()), "root", 7));
            assertThat(world.sourceApprovals().gone(9)).containsExactly(new ManagedRoleStore.Gone(REALM, "idp:m2"));
        }

        @Test
        void decisionsCostOneStatementEach() {
            settings(REALM);
            Workspace workspace = workspace("w1");
            Role reader = role(workspace, "reader");
            GroupId staff = world.group(REALM, "staff");
            world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
            member(workspace, "anna", 1, reader);
            type("widget", null);
            resource(workspace, "r1", null);
            world.grants().apply(reader, List.of(Grant.onType("widget", "view")), List.of());
            List<RoleReference> roles = List.of(reader.reference());

            assertThat(statements(() -> world.decisions().membership(REALM, "w1", subject("anna", staff))))
                    .isEqualTo(1);
            assertThat(statements(() -> world.decisions()
                            .load(REALM, "w1", subject("anna", staff), new ResourceName("widget", "ext-r1"))))
                    .isEqualTo(1);
            assertThat(statements(() -> world.decisions().fallback(REALM, subject("anna", staff))))
                    .isEqualTo(1);
            Membership within = within(workspace);
            assertThat(statements(() -> world.decisions()
                            .resource(REALM, within, subject("anna", staff), definition("widget", "app"), "ext-r1")))
                    .isEqualTo(1);
            assertThat(statements(() -> world.decisions().catalogue(REALM, 3))).isEqualTo(1);
            assertThat(statements(() -> world.decisions().catalogue(REALM, 3))).isZero();
            Catalogue catalogue = world.decisions().catalogue(REALM, 3);
            assertThat(statements(() -> world.decisions().compile(REALM, roles, catalogue)))
                    .isEqualTo(1);
            assertThat(statements(() -> world.decisions().compile(REALM, roles, catalogue)))
                    .isZero();
        }

        @Test
        void whoIsInAnOrganizationIsLookedUpByTheSameStatementOnceAWorkspaceOfOneWasMet() {
            settings(REALM);
            world.organization(REALM, "org-1", true, new UserId("anna"));
            Workspace plain = workspace("w1");
            member(plain, "anna", 1, role(plain, "reader"));
            world.workspaces()
                    .insert(new Workspace(
                            new WorkspaceId("w2"),
                            REALM,
                            "w2",
                            "W2",
                            null,
                            false,
                            null,
                            "org-1",
                            Workspace.Status.ACTIVE,
                            false,
                            1,
                            1));
            assertThat(statements(() -> world.decisions().membership(REALM, "alias-w1", subject("anna"))))
                    .isEqualTo(1);
            assertThat(statements(() -> world.decisions().membership(REALM, "w2", subject("anna"))))
                    .isEqualTo(2);
            assertThat(statements(() -> world.decisions().membership(REALM, "w2", subject("anna"))))
                    .isEqualTo(1);
        }

        @Test
        void manyDecisionsCostAConstantNumberOfStatements() {
            settings(REALM);
            Workspace workspace = workspace("w1");
            Role reader = role(workspace, "reader");
            List<ResourceName> names = new ArrayList<>();
            List<Subject> subjects = new ArrayList<>();
            for (int index = 0; index < 100; index++) {
                member(workspace, "user-" + index, 1, reader);
                resource(workspace, "r" + index, null);
                names.add(new ResourceName("widget", "ext-r" + index));
                subjects.add(subject("user-" + index));
            }
            assertThat(statements(() -> assertThat(world.decisions().memberships(REALM, "alias-w1", subjects))
                            .hasSize(100)))
                    .isEqualTo(3);
            Membership within = within(workspace);
            Catalogue catalogue = Catalogue.of(1, List.of(definition("widget", null)));
            assertThat(statements(() -> assertThat(world.decisions().resourcesNamed(REALM, within, catalogue, names))
                            .hasSize(100)))
                    .isEqualTo(1);
            assertThat(statements(() -> assertThat(world.decisions().onlyHomes(REALM, names))
                            .hasSize(100)))
                    .isEqualTo(1);
        }

        @Test
        void aPageOfTheMatrixCostsTheSameForFewAndMany() {
            Workspace few = workspace("w1");
            Workspace many = workspace("w2");
            List<RoleId> roles = new ArrayList<>();
            for (int index = 0; index < 20; index++) {
                roles.add(role(many, "role-" + index).id());
            }
            resource(few, "parent", null);
            resource(few, "child", "parent");
            for (int index = 0; index < 200; index++) {
                resource(many, "p" + index, null);
                resource(many, "c" + index, "p" + index);
            }
            assertThat(matrix(many, roles)).isEqualTo(matrix(few, roles.subList(0, 1)));
        }

        private long matrix(Workspace workspace, List<RoleId> roles) {
            MatrixFilter filter = MatrixFilter.of(new ResourceFilter(
                    null, null, null, null, null, null, PageRequest.firstRows(PageRequest.MAX_ROWS)));
            List<ResourceId> ids = world.matrix().page(REALM, workspace.id(), filter).items().stream()
                    .map(Resource::id)
                    .toList();
            return statements(() -> {
                world.matrix().page(REALM, workspace.id(), filter);
                world.matrix().onTypes(roles);
                world.matrix().onResources(roles, ids);
                world.matrix().children(REALM, workspace.id(), ids);
                world.matrix().grantedChildren(REALM, workspace.id(), roles, ids);
                world.matrix().totals(REALM, workspace.id(), filter);
                world.matrix().granted(REALM, workspace.id(), filter, roles);
                world.matrix().providers(REALM, workspace.id(), filter);
            });
        }

        @Test
        void listsCostTheSameForFewAndMany() {
            Workspace few = workspace("w1");
            Workspace many = workspace("w2");
            Role reader = role(many, "reader");
            for (int index = 0; index < 300; index++) {
                user("user-" + index);
                member(many, "user-" + index, 1, reader);
            }
            member(few, "user-1", 1);
            PageRequest page = PageRequest.firstRows(1_000);
            long ofFew = statements(() -> world.members().page(REALM, few.id(), page));
            assertThat(statements(() -> world.members().page(REALM, many.id(), page)))
                    .isEqualTo(ofFew);
            assertThat(statements(() -> workspace("w3"))).isEqualTo(1);
            assertThat(statements(() -> world.workspaces().page(REALM, null, page)))
                    .isLessThanOrEqualTo(4);
        }

        @Test
        void aCatalogueIsStoredInOneStatementForAllTypes() {
            type("app", null);
            List<ResourceType> types = new ArrayList<>();
            for (int index = 0; index < 100; index++) {
                types.add(new ResourceType(
                        REALM,
                        new TypeDefinition(
                                "type-" + index, List.of("view"), "view", Map.of(), null, Registration.REQUIRED),
                        "Type",
                        null,
                        PRESENTATION,
                        false,
                        1));
            }
            assertThat(statements(() -> world.resourceTypes().insert(types))).isEqualTo(1);
            assertThat(statements(() -> world.resourceTypes().update(types))).isEqualTo(1);
            assertThat(world.resourceTypes().all(REALM)).hasSize(101);
        }

        @Test
        void aThousandResourcesAreStoredInBatches() {
            Workspace workspace = workspace("w1");
            Resource parent = resource(workspace, "parent", null);
            List<Resource> many = new ArrayList<>();
            for (int index = 0; index < 1_000; index++) {
                many.add(new Resource(
                        new ResourceId("r-" + index),
                        REALM,
                        workspace.id(),
                        "widget",
                        "x-" + index,
                        "Widget",
                        null,
                        null,
                        List.of("a"),
                        parent.id(),
                        null,
                        List.of(),
                        Map.of(),
                        true,
                        1));
            }
            assertThat(statements(() -> world.resources().insert(many))).isLessThanOrEqualTo(6);
            assertThat(statements(() -> world.resources().update(many))).isLessThanOrEqualTo(12);
            assertThat(statements(() -> world.resources().children(REALM, workspace.id(), parent.id())))
                    .isLessThanOrEqualTo(5);
            assertThatThrownBy(() -> world.resources().update(many))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CONCURRENT_CHANGE));
            List<ResourceId> ids = many.stream().map(Resource::id).toList();
            assertThat(statements(() -> world.resources().delete(REALM, workspace.id(), ids)))
                    .isLessThanOrEqualTo(18);
        }

        @Test
        void aPageOfPermissionsCostsTheSameForFewAndMany() {
            settings(REALM);
            world.settings().update(world.settings().find(REALM).orElseThrow().withEnabled(true));
            type("widget", null);
            Workspace few = workspace("w1");
            Workspace many = workspace("w2");
            long ofFew = effective(few, 2, 1);
            assertThat(effective(many, 90, 9)).isEqualTo(ofFew);
            assertThat(ofFew).isLessThanOrEqualTo(4);
        }

        /** Statements of a first page for somebody with so many roles, each of which grants all the resources. */
        private long effective(Workspace workspace, int resources, int roles) {
            List<Grant> grants = new ArrayList<>();
            for (int index = 0; index < resources; index++) {
                Resource one = requiring(workspace, workspace.id() + "-" + index, true);
                grants.add(Grant.onResource("widget", one.id(), "view"));
            }
            Resource board =
                    requiring(workspace, workspace.id() + "-board", true, workspace.id() + "-0", workspace.id() + "-1");
            grants.add(Grant.onResource("widget", board.id(), "view"));
            List<Role> held = new ArrayList<>();
            for (int index = 0; index < roles; index++) {
                Role role = role(workspace, workspace.id() + "-role-" + index);
                world.grants().apply(role, grants, List.of());
                held.add(role);
            }
            String user = "of-" + workspace.id();
            user(user);
            member(workspace, user, 1, held.toArray(Role[]::new));
            SubjectFacts facts = new SubjectFacts(new UserId(user), user, null, true, false, Set.of(), Map.of());
            DecisionStore store = world.decisions();
            Membership membership =
                    store.membership(REALM, workspace.alias(), subject(user)).orElseThrow();
            EffectivePermissions effective =
                    new EffectivePermissions(store, new DecisionService(store, (realm, id) -> Optional.of(facts)));
            store.catalogue(REALM, membership.catalogueRevision());
            return statements(() -> assertThat(effective
                            .slice(REALM, facts, membership, null, 1_000)
                            .items())
                    .hasSize(resources + 1)
                    .allMatch(permission -> permission.via().size() == roles)
                    .allMatch(EffectivePermission::complete));
        }

        @Test
        void manyInvitationsCostWhatFewDo() {
            assertThat(inviting("many", 400)).isEqualTo(inviting("few", 2)).isLessThanOrEqualTo(10);
        }

        private long inviting(String name, int count) {
            Workspace workspace = workspace(name);
            long now = world.invitations().now();
            List<Invitation> invitations = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                invitations.add(InvitationStoreContract.invitation(
                        workspace, name + number, name + number + "@example.org", now, 3_600_000));
            }
            List<InvitationId> ids = invitations.stream().map(Invitation::id).toList();
            List<InvitationStore.Key> keys = invitations.stream()
                    .map(invitation -> new InvitationStore.Key(workspace.id(), invitation.email()))
                    .toList();
            List<Mail> mails = invitations.stream()
                    .map(invitation -> new Mail(
                            "m-" + invitation.id().value(),
                            REALM,
                            workspace.id(),
                            invitation.id(),
                            Mail.Kind.INVITATION,
                            0,
                            now))
                    .toList();
            return statements(() -> {
                world.invitations().insert(invitations);
                world.outbox().add(mails);
                assertThat(world.invitations().stored(REALM, keys)).hasSize(count);
                world.invitations().renew(invitations);
                world.outbox().cancel(REALM, ids);
                world.invitations().removeLinks(REALM, ids);
                world.invitations().mailed(REALM, ids, Invitation.MailStatus.SENT);
            });
        }

        @Test
        void aPageOfUsersCostsTheSameWhateverTheyHave() {
            assertThat(page(3, 1)).isEqualTo(page(60, 6)).isLessThanOrEqualTo(UserStore.STATEMENTS);
        }

        private long page(int users, int workspaces) {
            List<Workspace> all = new ArrayList<>();
            GroupId staff = world.group(REALM, "staff-" + users);
            for (int number = 0; number < workspaces; number++) {
                Workspace workspace = workspace("w" + users + "-" + number);
                world.groupMappings()
                        .put(
                                REALM,
                                workspace.id(),
                                staff,
                                Set.of(role(workspace, "r" + users + "-" + number)
                                        .id()));
                all.add(workspace);
            }
            for (int number = 0; number < users; number++) {
                String user = "u" + users + "-" + number;
                user(user, staff);
                all.forEach(workspace -> member(workspace, user, 1));
            }
            UserFilter filter = new UserFilter("u" + users, null, null, null, null, null, null, 100);
            return statements(() -> assertThat(world.users()
                            .slice(REALM, UserStoreContract.ADMINS, filter)
                            .items())
                    .hasSize(users)
                    .allMatch(user -> user.places().size() == workspaces));
        }

        @Test
        void aLoginIsOneStatementAndTheFirstOneMore() {
            UserId user = new UserId(UUID.randomUUID().toString());
            LoginStore.Seen seen = new LoginStore.Seen(1L, "app", new WorkspaceId("w1"), null);
            world.logins().seen(REALM, user, seen);
            assertThat(statements(() -> world.logins().seen(REALM, user, seen))).isEqualTo(1);
            assertThat(statements(() -> world.logins().seen(REALM, user, new LoginStore.Seen(null, null, null, null))))
                    .isZero();
        }

        @Test
        void aStaleUpdateIsRefused() {
            Workspace workspace = workspace("w1");
            world.workspaces().update(workspace);
            assertThatThrownBy(() -> world.workspaces().update(workspace))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CONCURRENT_CHANGE));
        }

        @Test
        void ensureIsIdempotent() {
            RealmId realm = new RealmId("ensured");
            world.settings().ensure(realm);
            world.settings().ensure(realm);
            assertThat(world.settings().lock(realm)).isPresent();
        }

        @Test
        void orphansAreFoundAndPurged() {
            settings(REALM);
            Workspace workspace = workspace("w1");
            Role reader = role(workspace, "reader");
            resource(workspace, "r1", null);
            user("here");
            member(workspace, "here", 1, reader);
            member(workspace, "gone", 1, reader);
            member(workspace, "f:removed:bob", 1, reader);
            world.groupMappings().put(REALM, workspace.id(), new GroupId("gone"), Set.of(reader.id()));
            Orphans orphans = new Orphans(jpa().em());

            assertThat(orphans.users(9))
                    .extracting(Orphans.GoneUser::user)
                    .containsExactlyInAnyOrder(new UserId("gone"), new UserId("f:removed:bob"));
            assertThat(orphans.groups(9)).extracting(Orphans.GoneGroup::group).containsExactly(new GroupId("gone"));
            assertThat(orphans.realms()).contains(REALM);
            assertThat(orphans.purge(REALM)).isGreaterThan(5);
            assertThat(orphans.purge(REALM)).isZero();
            assertThat(orphans.realms()).doesNotContain(REALM);
        }
    }

    @Nested
    class OnH2 extends OnDatabase {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends OnDatabase {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.POSTGRESQL);
        }
    }

    @Test
    void conditionsAreParsedStrictly() {
        String json = "{\"all\":[{\"attr\":\"resource.status\",\"op\":\"neq\",\"value\":\"archived\"},"
                + "{\"attr\":\"resource.team\",\"op\":\"in\",\"value\":{\"attr\":\"subject.department\"}},"
                + "{\"attr\":\"context.n\",\"op\":\"in\",\"value\":[1,true,\"x\"]}]}";
        assertThat(ConditionJson.write(ConditionJson.parse(json)))
                .isEqualTo(ConditionJson.write(ConditionJson.parse(ConditionJson.write(ConditionJson.parse(json)))));
        assertThat(ConditionJson.parse("{\"owner\":true}")).isEqualTo(Condition.OWNER);
        assertThatThrownBy(() -> ConditionJson.parse(json.replace("neq", "gt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("condition.all[0].op");
        assertThatThrownBy(() -> ConditionJson.parse(json.replace("context.n", "other.n")))
                .hasMessageStartingWith("condition.all[2].attr");
        assertThatThrownBy(() -> ConditionJson.parse("{\"owner\":true,\"x\":1}"))
                .hasMessageStartingWith("condition.x");
        assertThatThrownBy(() -> ConditionJson.parse("{\"all\":[]}")).hasMessageStartingWith("condition.all");
    }
}
