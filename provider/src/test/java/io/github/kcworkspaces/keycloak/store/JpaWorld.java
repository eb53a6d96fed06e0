package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.AuditTrail;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.SearchStore;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.invitation.Outbox;
import io.github.kcworkspaces.member.FirstLoginStore;
import io.github.kcworkspaces.member.GroupMappingStore;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.ResourceTypeStore;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.MatrixStore;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.share.ShareStore;
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.user.UserStore;
import io.github.kcworkspaces.workspace.WorkspaceStore;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Every port over a database, in a transaction that is rolled back at the end. */
final class JpaWorld implements StoreWorld {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);

    private final TestDatabase database;
    private final EntityManager em;
    private final DecisionCaches caches = new DecisionCaches();

    JpaWorld(TestDatabase.Kind kind) {
        this.database = TestDatabase.of(kind);
        this.em = database.open();
        em.getTransaction().begin();
    }

    EntityManager em() {
        return em;
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        em.getTransaction().rollback();
        em.close();
        // First logins are written in transactions of their own.
        database.ownTransaction()
                .run(own -> Sql.batch(own, "DELETE FROM KCW_USER_LOGIN WHERE REALM_ID <> ?", List.of(List.of(""))));
    }

    @Override
    public SettingsStore settings() {
        return new JpaSettingsStore(em, database.ownTransaction());
    }

    @Override
    public WorkspaceStore workspaces() {
        return new JpaWorkspaceStore(em);
    }

    @Override
    public RoleStore roles() {
        return new JpaRoleStore(em);
    }

    @Override
    public GrantStore grants() {
        return new JpaGrantStore(em);
    }

    @Override
    public MemberStore members() {
        return new JpaMemberStore(em);
    }

    @Override
    public GroupMappingStore groupMappings() {
        return new JpaGroupMappingStore(em);
    }

    @Override
    public ManagedRoleStore managedRoles() {
        return new JpaManagedRoleStore(em);
    }

    @Override
    public InvitationStore invitations() {
        return new JpaInvitationStore(em);
    }

    @Override
    public Outbox outbox() {
        return new JpaOutbox(em);
    }

    @Override
    public FirstLoginStore firstLogins() {
        return new JpaFirstLoginStore(em);
    }

    @Override
    public SourceApprovalStore sourceApprovals() {
        return new JpaSourceApprovalStore(em);
    }

    @Override
    public ResourceTypeStore resourceTypes() {
        return new JpaResourceTypeStore(em);
    }

    @Override
    public ResourceTypeService.TypeUsage usage() {
        return new JpaResourceTypeStore(em);
    }

    @Override
    public ResourceStore resources() {
        return new JpaResourceStore(em);
    }

    @Override
    public MatrixStore matrix() {
        return new JpaMatrixStore(em);
    }

    @Override
    public ShareStore shares() {
        return new JpaShareStore(em);
    }

    @Override
    public DecisionStore decisions() {
        return new JdbcDecisionStore(em, caches);
    }

    @Override
    public SearchStore searches() {
        return new JdbcSearchStore(em);
    }

    @Override
    public UserStore users() {
        return new JpaUserStore(em, CLOCK);
    }

    @Override
    public LoginStore logins() {
        return new JpaLoginStore(em, database.ownTransaction());
    }

    @Override
    public void mark(UserId user, Mark mark) {
        String statement =
                switch (mark) {
                    case DISABLED -> "UPDATE USER_ENTITY SET ENABLED = FALSE WHERE ID = ?";
                    case IMPORTED -> "UPDATE USER_ENTITY SET FEDERATION_LINK = 'ldap-1' WHERE ID = ?";
                    case LINKED ->
                        "INSERT INTO FEDERATED_IDENTITY (IDENTITY_PROVIDER, REALM_ID, USER_ID)"
                                + " SELECT 'partner', REALM_ID, ID FROM USER_ENTITY WHERE ID = ?";
                    case SERVICE_ACCOUNT ->
                        "UPDATE USER_ENTITY SET SERVICE_ACCOUNT_CLIENT_LINK = 'client-1' WHERE ID = ?";
                    case ADMIN ->
                        "INSERT INTO USER_ROLE_MAPPING (ROLE_ID, USER_ID) SELECT '" + ADMIN_ROLE
                                + "', ID FROM USER_ENTITY WHERE ID = ?";
                };
        Sql.batch(em, statement, List.of(List.of(user.value())));
    }

    @Override
    public void adminGroup(GroupId group) {
        Sql.batch(
                em,
                "INSERT INTO GROUP_ROLE_MAPPING (ROLE_ID, GROUP_ID) VALUES (?, ?)",
                List.of(List.of(ADMIN_ROLE, group.value())));
    }

    @Override
    public AuditTrail trail() {
        return new JpaAuditTrail(em);
    }

    @Override
    public void user(RealmId realm, Member.Person person, GroupId... groups) {
        Sql.batch(
                em,
                "INSERT INTO USER_ENTITY (ID, USERNAME, EMAIL, FIRST_NAME, LAST_NAME, REALM_ID) VALUES (?, ?, ?, ?, ?, ?)",
                List.of(java.util.Arrays.asList(
                        person.id().value(),
                        person.username(),
                        person.email(),
                        person.firstName(),
                        person.lastName(),
                        realm.value())));
        for (GroupId group : groups) {
            join(person.id(), group);
        }
    }

    @Override
    public void leaveGroups(RealmId realm, UserId user) {
        Sql.batch(em, "DELETE FROM USER_GROUP_MEMBERSHIP WHERE USER_ID = ?", List.of(List.of(user.value())));
    }

    @Override
    public GroupId group(RealmId realm, String id, GroupId... parent) {
        Sql.batch(
                em,
                "INSERT INTO KEYCLOAK_GROUP (ID, NAME, PARENT_GROUP, REALM_ID) VALUES (?, ?, ?, ?)",
                List.of(List.of(id, id, parent.length == 0 ? " " : parent[0].value(), realm.value())));
        return new GroupId(id);
    }

    @Override
    public void organization(RealmId realm, String id, boolean enabled, UserId... members) {
        GroupId group = group(realm, "group-of-" + id);
        Sql.batch(
                em,
                "INSERT INTO ORG (ID, ENABLED, REALM_ID, GROUP_ID, NAME, ALIAS) VALUES (?, ?, ?, ?, ?, ?)",
                List.of(List.of(id, enabled, realm.value(), group.value(), "Name of " + id, "alias-of-" + id)));
        for (UserId member : members) {
            if (member.value().startsWith("f:")) {
                Sql.batch(
                        em,
                        "INSERT INTO FED_USER_GROUP_MEMBERSHIP (GROUP_ID, USER_ID, REALM_ID) VALUES (?, ?, ?)",
                        List.of(List.of(group.value(), member.value(), realm.value())));
            } else {
                join(member, group);
            }
        }
    }

    private void join(UserId user, GroupId group) {
        Sql.batch(
                em,
                "INSERT INTO USER_GROUP_MEMBERSHIP (GROUP_ID, USER_ID) VALUES (?, ?)",
                List.of(List.of(group.value(), user.value())));
    }
}
