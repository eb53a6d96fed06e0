package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members in {@code KCW_MEMBER}, roles by hand in {@code KCW_MEMBER_ROLE}; who is one through a group is read by {@link MemberRows}. */
public final class JpaMemberStore implements MemberStore {

    private static final String ROW = " where m.realmId = :realm and m.workspaceId = :workspace and m.userId = :user";

    private static final String BY_HAND = " and m.source = '" + RoleSource.HAND + "'";
    private static final String MANAGED = " and m.source <> '" + RoleSource.HAND + "'";

    private final EntityManager em;
    private final MemberRows rows;

    public JpaMemberStore(EntityManager em) {
        this.em = em;
        this.rows = new MemberRows(em);
    }

    @Override
    public Optional<Member> find(RealmId realm, WorkspaceId workspace, Subject subject) {
        return rows.find(realm, workspace, subject);
    }

    @Override
    public Page<Member> page(RealmId realm, WorkspaceId workspace, @Nullable RoleId role, PageRequest request) {
        return rows.page(realm, workspace, role, request);
    }

    @Override
    public List<Member> holding(
            RealmId realm,
            WorkspaceId workspace,
            Set<RoleId> roles,
            ResourceId resource,
            @Nullable String search,
            @Nullable UserId after,
            int max) {
        return rows.holding(realm, workspace, roles, resource, search, after, max);
    }

    @Override
    public long holders(RealmId realm, @Nullable WorkspaceId workspace, RoleId role) {
        return rows.holders(realm, workspace, role);
    }

    @Override
    public List<Member.Person> othersThan(RealmId realm, WorkspaceId workspace, Set<UserId> users, int max) {
        return rows.othersThan(realm, workspace, users, max);
    }

    @Override
    public List<Member.Person> outside(RealmId realm, WorkspaceId workspace, String organization, int max) {
        return rows.outside(realm, workspace, organization, max);
    }

    @Override
    public Set<UserId> countingIn(RealmId realm, String organization, Collection<UserId> users) {
        if (em.isJoinedToTransaction()) {
            em.flush();
        }
        return OrganizationMembers.among(em, realm, organization, users);
    }

    @Override
    public List<Seat> seatsUnder(RealmId realm, UserId user, String organization) {
        return seats(new Sql(
                "SELECT w.ID, w.ALIAS FROM KCW_MEMBER m JOIN KCW_WORKSPACE w ON w.ID = m.WORKSPACE_ID"
                        + " WHERE m.REALM_ID = ? AND m.USER_ID = ? AND w.ORGANIZATION_ID = ? ORDER BY w.ID",
                realm.value(),
                user.value(),
                organization));
    }

    @Override
    public Set<UserId> directMembers(RealmId realm, WorkspaceId workspace, Collection<UserId> users) {
        Set<UserId> found = new HashSet<>();
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Jpql("select m.userId from KcwMember m where m.realmId = :realm and m.workspaceId = :workspace"
                            + " and m.source <> 'GROUP' and m.userId in :users and exists (select w from KcwWorkspace w"
                            + " where w.id = m.workspaceId and " + OrganizationMembers.counting("m.userId") + ")")
                    .with("realm", realm.value())
                    .with("workspace", workspace.value())
                    .with("users", wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .list(em, String.class)
                    .forEach(user -> found.add(new UserId(user)));
        }
        return found;
    }

    @Override
    public Set<UserId> membersAmong(RealmId realm, WorkspaceId workspace, Collection<UserId> users) {
        Set<UserId> found = new HashSet<>();
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            found.addAll(Belonging.in(realm, List.of(workspace.value()))
                    .append("SELECT b.USER_ID FROM KCW_BELONGS b WHERE b.USER_ID")
                    .in(wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .listFlushed(em, row -> new UserId(row.getString(1))));
        }
        return found;
    }

    @Override
    public boolean heldByAnother(RealmId realm, UserId user, String directoryId) {
        return !new Sql(
                        "SELECT 1 FROM KCW_MEMBER m WHERE m.REALM_ID = ? AND m.USER_ID = ? AND m.DIRECTORY_ID <> ? LIMIT 1",
                        realm.value(),
                        user.value(),
                        directoryId)
                .listFlushed(em, row -> true)
                .isEmpty();
    }

    @Override
    public void insert(Member member) {
        MemberEntity row = new MemberEntity();
        row.workspaceId = member.workspace().value();
        row.userId = member.user().id().value();
        row.realmId = member.realm().value();
        row.status = member.status().name();
        row.source = member.source().name();
        row.username = member.user().username();
        row.email = member.user().email();
        row.firstName = member.user().firstName();
        row.lastName = member.user().lastName();
        row.directoryId = member.user().directoryId();
        row.since = member.since();
        row.version = member.version();
        StoreRules.racing(() -> {
            // A row that only accompanied a group which he has left since counts for nothing and makes way.
            removeRoles(
                    member.realm(),
                    member.workspace(),
                    member.user().id(),
                    " and exists (select g from KcwMember g"
                            + " where g.workspaceId = m.workspaceId and g.userId = m.userId and g.source = 'GROUP')");
            row(
                            "delete from KcwMember m",
                            member.realm(),
                            member.workspace(),
                            member.user().id())
                    .append("and m.source = 'GROUP'")
                    .execute(em);
            Jpql.insert(em, row);
            insertRoles(member.realm(), member.workspace(), member.user().id(), member.directRoles());
            return row;
        });
    }

    @Override
    public void updateStatus(RealmId realm, WorkspaceId workspace, UserId user, Member.Status status) {
        StoreRules.rowIsAsItWasRead(
                row("update KcwMember m set m.status = :status, m.version = m.version + 1", realm, workspace, user)
                        .with("status", status.name())
                        .execute(em));
    }

    @Override
    public void updateSource(RealmId realm, WorkspaceId workspace, UserId user, Member.Source source) {
        StoreRules.rowIsAsItWasRead(
                row("update KcwMember m set m.source = :source, m.version = m.version + 1", realm, workspace, user)
                        .with("source", source.name())
                        .execute(em));
    }

    @Override
    public void updateRoles(RealmId realm, WorkspaceId workspace, UserId user, Set<RoleId> roles) {
        StoreRules.rowIsAsItWasRead(row("update KcwMember m set m.version = m.version + 1", realm, workspace, user)
                .execute(em));
        StoreRules.racing(() -> {
            removeRoles(realm, workspace, user, BY_HAND);
            insertRoles(realm, workspace, user, roles);
            return roles;
        });
    }

    @Override
    public void addRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            addRoleTo(realm, workspace, role, wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)));
        }
    }

    @Override
    public Set<UserId> directHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        return holders(realm, workspace, role, users, BY_HAND);
    }

    @Override
    public Set<UserId> managedHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        return holders(realm, workspace, role, users, MANAGED);
    }

    @Override
    public void removeManaged(RealmId realm, WorkspaceId workspace, UserId user) {
        StoreRules.rowIsAsItWasRead(row("update KcwMember m set m.version = m.version + 1", realm, workspace, user)
                .execute(em));
        removeRoles(realm, workspace, user, MANAGED);
    }

    private Set<UserId> holders(
            RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users, String condition) {
        Set<UserId> found = new HashSet<>();
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Jpql("select m.userId from KcwMemberRole m where m.realmId = :realm and m.workspaceId = :workspace"
                            + " and m.roleId = :role and m.userId in :users" + condition)
                    .with("realm", realm.value())
                    .with("workspace", workspace.value())
                    .with("role", role.value())
                    .with("users", wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .list(em, String.class)
                    .forEach(user -> found.add(new UserId(user)));
        }
        return found;
    }

    @Override
    public void removeRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users) {
        List<String> wanted = users.stream().map(UserId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK));
            new Jpql("update KcwMember m set m.version = m.version + 1 where m.realmId = :realm"
                            + " and m.workspaceId = :workspace and m.userId in :users")
                    .with("realm", realm.value())
                    .with("workspace", workspace.value())
                    .with("users", some)
                    .execute(em);
            new Jpql("delete from KcwMemberRole m where m.realmId = :realm and m.workspaceId = :workspace"
                            + " and m.roleId = :role and m.userId in :users" + BY_HAND)
                    .with("realm", realm.value())
                    .with("workspace", workspace.value())
                    .with("role", role.value())
                    .with("users", some)
                    .execute(em);
        }
    }

    private void addRoleTo(RealmId realm, WorkspaceId workspace, RoleId role, List<String> users) {
        List<String> lacking = new Jpql("select m.userId from KcwMember m where m.realmId = :realm"
                        + " and m.workspaceId = :workspace and m.userId in :users and not exists"
                        + " (select r from KcwMemberRole r where r.workspaceId = m.workspaceId"
                        + " and r.userId = m.userId and r.roleId = :role and r.source = '" + RoleSource.HAND + "')")
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("users", users)
                .with("role", role.value())
                .list(em, String.class);
        if (lacking.isEmpty()) {
            return;
        }
        new Jpql("update KcwMember m set m.version = m.version + 1 where m.realmId = :realm"
                        + " and m.workspaceId = :workspace and m.userId in :users")
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("users", lacking)
                .execute(em);
        List<List<@Nullable Object>> added = new ArrayList<>();
        lacking.forEach(
                user -> added.add(List.of(workspace.value(), user, role.value(), RoleSource.HAND, realm.value())));
        insertRoles(added);
    }

    @Override
    public void delete(RealmId realm, WorkspaceId workspace, UserId user) {
        removeRoles(realm, workspace, user, "");
        row("delete from KcwMember m", realm, workspace, user).execute(em);
    }

    @Override
    public List<Seat> ofUser(RealmId realm, UserId user, int max) {
        return seats(new Sql(
                "SELECT w.ID, w.ALIAS FROM KCW_MEMBER m JOIN KCW_WORKSPACE w ON w.ID = m.WORKSPACE_ID"
                        + " WHERE m.REALM_ID = ? AND m.USER_ID = ? ORDER BY w.ID LIMIT ?",
                realm.value(),
                user.value(),
                max));
    }

    @Override
    public List<Seat> workspacesWithout(RealmId realm, UserId user, RoleId role, int max) {
        return seats(new Sql(
                "SELECT w.ID, w.ALIAS FROM KCW_WORKSPACE w WHERE w.REALM_ID = ? AND NOT EXISTS (SELECT 1"
                        + " FROM KCW_MEMBER_ROLE r WHERE r.WORKSPACE_ID = w.ID AND r.USER_ID = ? AND r.ROLE_ID = ?)"
                        + " ORDER BY w.ID LIMIT ?",
                realm.value(),
                user.value(),
                role.value(),
                max));
    }

    @Override
    public List<Seat> seatsWithRole(RealmId realm, UserId user, RoleId role) {
        return seats(new Sql(
                "SELECT w.ID, w.ALIAS FROM KCW_MEMBER_ROLE r JOIN KCW_WORKSPACE w ON w.ID = r.WORKSPACE_ID"
                        + " WHERE r.REALM_ID = ? AND r.USER_ID = ? AND r.ROLE_ID = ? ORDER BY w.ID",
                realm.value(),
                user.value(),
                role.value()));
    }

    private List<Seat> seats(Sql sql) {
        return sql.list(em, row -> new Seat(new WorkspaceId(row.getString(1)), row.getString(2)));
    }

    private void removeRoles(RealmId realm, WorkspaceId workspace, UserId user, String condition) {
        row("delete from KcwMemberRole m", realm, workspace, user)
                .append(condition)
                .execute(em);
    }

    private void insertRoles(RealmId realm, WorkspaceId workspace, UserId user, Set<RoleId> roles) {
        List<List<@Nullable Object>> added = new ArrayList<>();
        roles.forEach(role ->
                added.add(List.of(workspace.value(), user.value(), role.value(), RoleSource.HAND, realm.value())));
        insertRoles(added);
    }

    private void insertRoles(List<List<@Nullable Object>> added) {
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "INSERT INTO KCW_MEMBER_ROLE (WORKSPACE_ID, USER_ID, ROLE_ID, SOURCE, REALM_ID)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    added);
            return added;
        });
    }

    private static Jpql row(String statement, RealmId realm, WorkspaceId workspace, UserId user) {
        return new Jpql(statement + ROW)
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .with("user", user.value());
    }
}
