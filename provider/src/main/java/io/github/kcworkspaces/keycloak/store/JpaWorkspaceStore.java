package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.DeletionImpact;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceOverview;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import io.github.kcworkspaces.workspace.WorkspaceStore;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Workspaces in {@code KCW_WORKSPACE}. */
public final class JpaWorkspaceStore implements WorkspaceStore {

    private static final String ALIAS_CONSTRAINT = "UK_KCW_WORKSPACE_ALIAS";
    private static final String DEFAULT_KEY = "default";

    /** What goes with a workspace, in any order: nothing refers to anything by a foreign key. */
    private static final List<String> CASCADE = List.of(
            "delete from KcwMemberRole x where x.workspaceId = :workspace",
            "delete from KcwMember x where x.workspaceId = :workspace",
            "delete from KcwFirstLoginRule x where x.workspaceId = :workspace",
            "delete from KcwSourceRole x where x.workspaceId = :workspace",
            "delete from KcwGroupRole x where x.workspaceId = :workspace",
            "delete from KcwGrant x where x.roleId in (select r.id from KcwRole r where r.scopeKey = :workspace)",
            "delete from KcwShare x where x.workspaceId = :workspace",
            "delete from KcwShare x where x.homeId = :workspace",
            "delete from KcwDirectShare x where x.workspaceId = :workspace",
            "delete from KcwGrant x where x.resourceKey in"
                    + " (select r.id from KcwResource r where r.workspaceId = :workspace)",
            "delete from KcwResourceProvider x where x.resourceId in"
                    + " (select r.id from KcwResource r where r.workspaceId = :workspace)",
            "delete from KcwResourceRequirement x where x.resourceId in"
                    + " (select r.id from KcwResource r where r.workspaceId = :workspace)",
            "delete from KcwResourceAttribute x where x.workspaceId = :workspace",
            "delete from KcwResource x where x.workspaceId = :workspace",
            "delete from KcwRole x where x.scopeKey = :workspace");

    /**
     * Invitations first: everybody who changes both locks them before their mails. Mails before links: a worker that has
     * claimed one adds no link after that.
     */
    private static final List<String> INVITATIONS = List.of("KCW_INVITATION", "KCW_MAIL", "KCW_INVITATION_LINK");

    private final EntityManager em;

    public JpaWorkspaceStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<Workspace> find(RealmId realm, String reference) {
        return of(realm)
                .append("and (w.id = :reference or w.alias = :reference)")
                .with("reference", reference)
                .first(em, WorkspaceEntity.class)
                .map(JpaWorkspaceStore::workspace);
    }

    @Override
    public List<Workspace> named(RealmId realm, @Nullable Subject visibleTo, Collection<String> references) {
        List<Workspace> found = new ArrayList<>();
        List<String> wanted = references.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            matching("select w", realm, visibleTo, PageRequest.firstRows(PageRequest.MAX_ROWS))
                    .append("and (w.id in :references or w.alias in :references) order by w.alias")
                    .with("references", wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .list(em, WorkspaceEntity.class)
                    .forEach(row -> found.add(workspace(row)));
        }
        return found;
    }

    @Override
    public Optional<WorkspaceSummary> summary(RealmId realm, WorkspaceId workspace) {
        return of(realm).andEqual("w.id", workspace.value()).first(em, WorkspaceEntity.class).stream()
                .map(row -> summaries(realm, List.of(row)).get(0))
                .findFirst();
    }

    @Override
    public Page<WorkspaceSummary> page(
            RealmId realm, @Nullable Subject visibleTo, @Nullable String organization, PageRequest request) {
        long total = matching("select count(w)", realm, visibleTo, request)
                .andEqual("w.organizationId", organization)
                .count(em);
        List<WorkspaceEntity> rows = matching("select w", realm, visibleTo, request)
                .andEqual("w.organizationId", organization)
                .append("order by w.name, w.id")
                .list(em, WorkspaceEntity.class, request);
        return new Page<>(summaries(realm, rows), total);
    }

    @Override
    public Page<Workspace> active(RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        String active = "and w.status = 'ACTIVE' and " + OrganizationMembers.ENABLED_ENTITY;
        long total = matching("select count(w)", realm, visibleTo, request)
                .append(active)
                .count(em);
        List<WorkspaceEntity> rows = matching("select w", realm, visibleTo, request)
                .append(active + " order by w.name, w.id")
                .list(em, WorkspaceEntity.class, request);
        return new Page<>(rows.stream().map(JpaWorkspaceStore::workspace).toList(), total);
    }

    @Override
    public Optional<Workspace> lock(RealmId realm, WorkspaceId workspace) {
        return of(realm)
                .andEqual("w.id", workspace.value())
                .lock(em, WorkspaceEntity.class)
                .map(JpaWorkspaceStore::workspace);
    }

    @Override
    public void insert(Workspace workspace) {
        WorkspaceEntity row = new WorkspaceEntity();
        row.id = workspace.id().value();
        row.realmId = workspace.realm().value();
        row.alias = workspace.alias();
        row.name = workspace.name();
        row.description = workspace.description();
        row.defaultKey = workspace.isDefault() ? DEFAULT_KEY : null;
        row.ownerId = text(workspace.owner());
        row.organizationId = workspace.organization();
        row.status = workspace.status().name();
        row.mfaRequired = workspace.mfaRequired();
        row.createdAt = workspace.createdAt();
        row.version = workspace.version();
        racing(workspace, () -> {
            Jpql.insert(em, row);
            return 1;
        });
    }

    @Override
    public void update(Workspace workspace) {
        StoreRules.rowIsAsItWasRead(racing(
                workspace,
                () -> new Jpql("update KcwWorkspace w set w.alias = :alias, w.name = :name,"
                                + " w.description = nullif(:description, ''), w.ownerId = nullif(:owner, ''),"
                                + " w.organizationId = nullif(:organization, ''), w.status = :status, w.mfaRequired = :mfaRequired,"
                                + " w.version = w.version + 1"
                                + " where w.id = :id and w.realmId = :realm and w.version = :version")
                        .with("alias", workspace.alias())
                        .with("name", workspace.name())
                        .with("description", orEmpty(workspace.description()))
                        .with("owner", orEmpty(text(workspace.owner())))
                        .with("organization", orEmpty(workspace.organization()))
                        .with("status", workspace.status().name())
                        .with("mfaRequired", workspace.mfaRequired())
                        .with("id", workspace.id().value())
                        .with("realm", workspace.realm().value())
                        .with("version", workspace.version())
                        .execute(em)));
    }

    @Override
    public void delete(RealmId realm, WorkspaceId workspace) {
        int deleted = new Jpql("delete from KcwWorkspace w where w.id = :id and w.realmId = :realm")
                .with("id", workspace.value())
                .with("realm", realm.value())
                .execute(em);
        if (deleted > 0) {
            // Roles of other workspaces lose what they grant on resources that were shared to them.
            new Jpql("update KcwRole r set r.revision = :revision, r.version = r.version + 1"
                            + " where r.scopeKey <> :workspace and r.id in (select g.roleId from KcwGrant g"
                            + " where g.resourceKey in (select s.resourceId from KcwShare s"
                            + " where s.homeId = :workspace))")
                    .with("revision", Revisions.next())
                    .with("workspace", workspace.value())
                    .execute(em);
            CASCADE.forEach(statement ->
                    new Jpql(statement).with("workspace", workspace.value()).execute(em));
            JpaJobStore.deleteOf(em, workspace);
            INVITATIONS.forEach(table -> Sql.batch(
                    em, "DELETE FROM " + table + " WHERE WORKSPACE_ID = ?", List.of(List.of(workspace.value()))));
        }
    }

    @Override
    public WorkspaceOverview overview(RealmId realm, WorkspaceId workspace) {
        String in = workspace.value();
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> resources = new HashMap<>();
        new Sql(
                        "SELECT 'groups', '-', COUNT(DISTINCT GROUP_ID) FROM KCW_GROUP_ROLE WHERE REALM_ID = ?"
                                + " AND WORKSPACE_ID = ?"
                                + " UNION ALL SELECT 'roles', SCOPE_KEY, COUNT(*) FROM KCW_ROLE WHERE REALM_ID = ?"
                                + " AND SCOPE_KEY IN (?, '-') AND LIVE_KEY = '-' GROUP BY SCOPE_KEY"
                                + " UNION ALL SELECT 'resources', TYPE_KEY, COUNT(*) FROM KCW_RESOURCE"
                                + " WHERE REALM_ID = ? AND WORKSPACE_ID = ? AND ACTIVE = TRUE GROUP BY TYPE_KEY"
                                + " UNION ALL SELECT 'out', '-', COUNT(*) FROM KCW_SHARE WHERE REALM_ID = ?"
                                + " AND HOME_ID = ?"
                                + " UNION ALL SELECT 'in', '-', COUNT(*) FROM KCW_SHARE WHERE REALM_ID = ?"
                                + " AND WORKSPACE_ID = ?",
                        realm.value(),
                        in,
                        realm.value(),
                        in,
                        realm.value(),
                        in,
                        realm.value(),
                        in,
                        realm.value(),
                        in)
                .list(
                        em,
                        row -> (row.getString(1).equals("resources") ? resources : counts)
                                .put(
                                        row.getString(1).equals("resources")
                                                ? row.getString(2)
                                                : row.getString(1) + ' ' + row.getString(2),
                                        row.getLong(3)));
        return new WorkspaceOverview(
                Belonging.count(em, realm, List.of(in)).getOrDefault(in, 0L),
                counts.getOrDefault("groups -", 0L),
                counts.getOrDefault("roles " + in, 0L),
                counts.getOrDefault("roles -", 0L),
                resources,
                counts.getOrDefault("out -", 0L),
                counts.getOrDefault("in -", 0L));
    }

    @Override
    public DeletionImpact impact(RealmId realm, WorkspaceId workspace) {
        long members = Belonging.count(em, realm, List.of(workspace.value())).getOrDefault(workspace.value(), 0L);
        return new DeletionImpact(
                members,
                new Jpql("select count(r) from KcwRole r where r.realmId = :realm and r.liveKey = '-'")
                        .with("realm", realm.value())
                        .andEqual("r.scopeKey", workspace.value())
                        .count(em),
                new Jpql("select count(r) from KcwResource r where r.realmId = :realm")
                        .with("realm", realm.value())
                        .andEqual("r.workspaceId", workspace.value())
                        .count(em),
                shares(realm, "s.homeId", workspace),
                shares(realm, "s.workspaceId", workspace),
                JpaInvitationStore.countPending(em, realm, workspace));
    }

    private long shares(RealmId realm, String end, WorkspaceId workspace) {
        return new Jpql("select count(s) from KcwShare s where s.realmId = :realm")
                .with("realm", realm.value())
                .andEqual(end, workspace.value())
                .count(em);
    }

    @Override
    public List<Workspace> ownedBy(RealmId realm, UserId owner) {
        return of(realm)
                .andEqual("w.ownerId", owner.value())
                .append("order by w.id")
                .list(em, WorkspaceEntity.class)
                .stream()
                .map(JpaWorkspaceStore::workspace)
                .toList();
    }

    @Override
    public List<Workspace> ofOrganization(RealmId realm, String organization) {
        return of(realm)
                .andEqual("w.organizationId", organization)
                .append("order by w.id")
                .list(em, WorkspaceEntity.class)
                .stream()
                .map(JpaWorkspaceStore::workspace)
                .toList();
    }

    private static Jpql of(RealmId realm) {
        return new Jpql("select w from KcwWorkspace w where w.realmId = :realm").with("realm", realm.value());
    }

    private static Jpql matching(String select, RealmId realm, @Nullable Subject visibleTo, PageRequest request) {
        Jpql jpql = new Jpql(select + " from KcwWorkspace w where w.realmId = :realm").with("realm", realm.value());
        if (visibleTo != null) {
            String mine = "(select m from KcwMember m where m.workspaceId = w.id and m.userId = :user and m.status ";
            jpql.append("and " + OrganizationMembers.ENABLED_ENTITY + " and " + OrganizationMembers.counting(":user"));
            jpql.append("and w.status = 'ACTIVE' and (exists " + mine + "= 'ACTIVE' and m.source <> 'GROUP')")
                    .with("user", visibleTo.user().value());
            if (!visibleTo.groups().isEmpty()) {
                jpql.append("or (exists (select g from KcwGroupRole g where g.workspaceId = w.id"
                                + " and g.groupId in :groups) and not exists " + mine + "<> 'ACTIVE'))")
                        .with(
                                "groups",
                                visibleTo.groups().stream().map(GroupId::value).toList());
            }
            jpql.append(")");
        }
        return jpql.andFound(request.search(), "w.name", "w.alias");
    }

    /** Two statements, however many workspaces. */
    private List<WorkspaceSummary> summaries(RealmId realm, List<WorkspaceEntity> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(row -> row.id).toList();
        Map<String, Long> counts = Belonging.count(em, realm, ids);
        Map<String, String> owners = new HashMap<>();
        Map<String, String> organizations = new HashMap<>();
        new Sql("SELECT w.ID, COALESCE(u.USERNAME, m.USERNAME, w.OWNER_ID), o.NAME FROM KCW_WORKSPACE w"
                        + " LEFT JOIN USER_ENTITY u ON u.ID = w.OWNER_ID AND u.REALM_ID = w.REALM_ID"
                        + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = w.OWNER_ID"
                        + " LEFT JOIN ORG o ON o.ID = w.ORGANIZATION_ID WHERE w.ID")
                .in(ids)
                .list(em, row -> {
                    owners.put(row.getString(1), row.getString(2));
                    return organizations.put(row.getString(1), row.getString(3));
                });
        return rows.stream()
                .map(row -> new WorkspaceSummary(
                        workspace(row), owners.get(row.id), organizations.get(row.id), counts.getOrDefault(row.id, 0L)))
                .toList();
    }

    private static int racing(Workspace workspace, Supplier<Integer> change) {
        return StoreRules.racing(change, ALIAS_CONSTRAINT, () -> WorkspaceRules.aliasTaken(workspace.alias()));
    }

    private static Workspace workspace(WorkspaceEntity row) {
        return new Workspace(
                new WorkspaceId(row.id),
                new RealmId(row.realmId),
                row.alias,
                row.name,
                row.description,
                row.defaultKey != null,
                row.ownerId == null ? null : new UserId(row.ownerId),
                row.organizationId,
                Workspace.Status.valueOf(row.status),
                row.mfaRequired,
                row.createdAt,
                row.version);
    }

    private static @Nullable String text(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
