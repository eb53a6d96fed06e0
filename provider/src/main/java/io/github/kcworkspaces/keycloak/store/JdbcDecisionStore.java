package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.share.Principal.Kind;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads what decisions need by plain JDBC. It never flushes: it reads tables of ours, and the stores write those at
 * once (the trail excepted, which no decision looks at). Who is in an organization is read as Keycloak has stored it.
 */
public final class JdbcDecisionStore implements DecisionStore {

    private final EntityManager em;
    private final DecisionCaches caches;

    /** @param caches shared by all sessions of the server */
    public JdbcDecisionStore(EntityManager em, DecisionCaches caches) {
        this.em = em;
        this.caches = caches;
    }

    @Override
    public Optional<Membership> membership(RealmId realm, String workspace, Subject subject) {
        return named(
                realm,
                workspace,
                membership -> membership,
                id -> asking(
                        realm,
                        found -> found.map(Membership::organization).isPresent(),
                        organizations -> MembershipRows.named(em, realm, id, subject, organizations)));
    }

    @Override
    public Optional<Loaded> load(RealmId realm, String workspace, Subject subject, ResourceName resource) {
        return named(realm, workspace, Loaded::membership, id -> loadNamed(realm, id, subject, resource));
    }

    private Optional<Loaded> loadNamed(RealmId realm, String workspace, Subject subject, ResourceName resource) {
        boolean parents = caches.hint(realm).mayHaveParents(resource.type());
        Optional<Loaded> loaded = load(realm, workspace, subject, resource, parents);
        if (loaded.isEmpty()) {
            return loaded;
        }
        Catalogue now = catalogue(realm, loaded.get().membership().catalogueRevision());
        return !parents && now.hasParents(resource.type()) ? load(realm, workspace, subject, resource, true) : loaded;
    }

    /**
     * Asks about the workspace that had the alias last, which takes one look-up less than to ask by alias; if it no longer
     * has it, by alias.
     *
     * @param workspace id or alias
     * @param statement is given what to ask for
     */
    private <T> Optional<T> named(
            RealmId realm,
            String workspace,
            Function<T, Membership> membership,
            Function<String, Optional<T>> statement) {
        if (WorkspaceId.isId(workspace)) {
            return statement.apply(workspace);
        }
        DecisionCaches.AliasKey alias = new DecisionCaches.AliasKey(realm, workspace);
        WorkspaceId last = caches.aliases().getIfPresent(alias);
        if (last != null) {
            Optional<T> found = statement.apply(last.value());
            if (found.map(membership)
                    .map(Membership::alias)
                    .filter(workspace::equals)
                    .isPresent()) {
                return found;
            }
            caches.aliases().invalidate(alias);
        }
        Optional<T> found = statement.apply(workspace);
        found.map(membership)
                .filter(named -> named.alias().equals(workspace))
                .ifPresent(named -> caches.aliases().put(alias, named.workspace()));
        return found;
    }

    private Optional<Loaded> load(
            RealmId realm, String workspace, Subject subject, ResourceName resource, boolean parents) {
        return asking(
                realm,
                found -> found.map(Loaded::membership)
                        .map(Membership::organization)
                        .isPresent(),
                organizations -> MembershipRows.with(em, realm, workspace, subject, resource, parents, organizations));
    }

    /**
     * Asks about memberships; who is in organizations only where a workspace of one was met: to look costs a third of the
     * statement. What was said of such a workspace without looking does not count, it is asked about again.
     *
     * @param ofOne whether the answer is about a workspace of an organization
     * @param statement is told whether to look
     */
    private <T> T asking(RealmId realm, Predicate<T> ofOne, Function<Boolean, T> statement) {
        boolean organizations = caches.hint(realm).organizations();
        T found = statement.apply(organizations);
        if (organizations || !ofOne.test(found)) {
            return found;
        }
        caches.hasOrganizations(realm);
        return statement.apply(true);
    }

    @Override
    public Map<UserId, Membership> memberships(RealmId realm, String workspace, Collection<Subject> subjects) {
        if (subjects.size() == 1) {
            Subject subject = subjects.iterator().next();
            return membership(realm, workspace, subject).stream()
                    .collect(Collectors.toMap(found -> subject.user(), found -> found));
        }
        return ManyMemberships.named(em, realm, workspace, subjects);
    }

    @Override
    public Map<WorkspaceId, Membership> memberships(
            RealmId realm, Collection<WorkspaceId> workspaces, Subject subject) {
        List<WorkspaceId> wanted = List.copyOf(workspaces);
        Map<WorkspaceId, Membership> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            List<WorkspaceId> some = wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK));
            found.putAll(asking(
                    realm,
                    all -> all.values().stream().anyMatch(membership -> membership.organization() != null),
                    organizations -> MembershipRows.in(em, realm, some, subject, organizations)));
        }
        return found;
    }

    @Override
    public Optional<Membership> fallback(RealmId realm, Subject subject) {
        return asking(
                realm,
                found -> found.map(Membership::organization).isPresent(),
                organizations -> MembershipRows.fallback(em, realm, subject, organizations));
    }

    @Override
    public Catalogue catalogue(RealmId realm, long revision) {
        Catalogue recent = caches.hint(realm).catalogue();
        if (recent != null && recent.revision() == revision) {
            return recent;
        }
        DecisionCaches.CatalogueKey key = new DecisionCaches.CatalogueKey(realm, revision);
        Catalogue known = caches.catalogues().getIfPresent(key);
        if (known != null) {
            caches.latest(realm, known);
            return known;
        }
        List<TypeDefinition> types = new ArrayList<>();
        ResourceType.withBuiltIn(realm, new JpaResourceTypeStore(em).all(realm))
                .forEach(type -> types.add(type.definition()));
        Catalogue loaded = Catalogue.of(revision, types);
        caches.catalogues().put(key, loaded);
        caches.latest(realm, loaded);
        return loaded;
    }

    @Override
    public List<CompiledRole> compile(RealmId realm, List<RoleReference> roles, Catalogue catalogue) {
        Map<RoleId, CompiledRole> compiled = new HashMap<>();
        List<RoleId> missing = new ArrayList<>();
        for (RoleReference role : roles) {
            CompiledRole known = caches.roles().getIfPresent(key(role, catalogue));
            if (known == null) {
                missing.add(role.id());
            } else {
                compiled.put(role.id(), known);
            }
        }
        if (!missing.isEmpty()) {
            Map<RoleId, List<Grant>> grants = new JpaGrantStore(em).ofRoles(missing);
            for (RoleReference role : roles) {
                compiled.computeIfAbsent(role.id(), id -> {
                    CompiledRole loaded = CompiledRole.compile(role, grants.getOrDefault(id, List.of()), catalogue);
                    caches.roles().put(key(role, catalogue), loaded);
                    return loaded;
                });
            }
        }
        List<CompiledRole> all = new ArrayList<>();
        for (RoleReference role : roles) {
            CompiledRole one = compiled.get(role.id());
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    @Override
    public Optional<ResourceFacts> resource(
            RealmId realm, Membership membership, Subject subject, TypeDefinition type, String externalId) {
        return ResourceFactRows.named(em, realm, membership, subject, type, externalId);
    }

    @Override
    public List<ResourceFacts> resourcesNamed(
            RealmId realm, Membership membership, Catalogue catalogue, Collection<ResourceName> names) {
        boolean parents = names.stream().anyMatch(name -> catalogue.hasParents(name.type()));
        List<ResourceFacts> found = new ArrayList<>();
        for (List<ResourceName> some : NamedResources.chunks(names)) {
            found.addAll(ResourceFactRows.among(em, realm, membership, parents, some));
        }
        return found;
    }

    @Override
    public Map<UserId, Map<ResourceId, Set<String>>> directShares(
            RealmId realm, WorkspaceId workspace, Collection<Subject> subjects, Collection<ResourceId> resources) {
        Map<UserId, Map<ResourceId, Set<String>>> shares = new HashMap<>();
        Map<Principal, List<UserId>> users = SharedSql.principals(subjects);
        List<String> principals =
                users.keySet().stream().map(Principal::id).distinct().sorted().toList();
        List<String> wanted =
                resources.stream().map(ResourceId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Sql(
                            "SELECT d.RESOURCE_ID, d.PRINCIPAL_KIND, d.PRINCIPAL_ID, d.ACTIONS FROM KCW_DIRECT_SHARE d"
                                    + " WHERE d.REALM_ID = ? AND d.WORKSPACE_ID = ? AND d.PRINCIPAL_ID",
                            realm.value(),
                            workspace.value())
                    .in(principals)
                    .append("AND d.RESOURCE_ID")
                    .in(wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .listAlone(em, row -> {
                        Principal principal = new Principal(Kind.valueOf(row.getString(2)), row.getString(3));
                        ResourceId resource = new ResourceId(row.getString(1));
                        List<String> actions = List.of(row.getString(4).split(" "));
                        for (UserId user : users.getOrDefault(principal, List.of())) {
                            shares.computeIfAbsent(user, key -> new HashMap<>())
                                    .computeIfAbsent(resource, key -> new HashSet<>())
                                    .addAll(actions);
                        }
                        return principal;
                    });
        }
        return shares;
    }

    @Override
    public List<ResourceFacts> resources(
            RealmId realm, Membership membership, Subject subject, Collection<ResourceId> ids) {
        List<String> wanted =
                ids.stream().map(ResourceId::value).distinct().sorted().toList();
        List<ResourceFacts> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            found.addAll(ResourceFactRows.identified(
                    em, realm, membership, subject, wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK))));
        }
        return found;
    }

    @Override
    public List<ResourceId> shared(
            RealmId realm, WorkspaceId workspace, Subject subject, @Nullable ResourceId after, int max) {
        String start = after == null ? "" : after.value();
        Sql sql = SharedSql.with(
                new Sql(
                        "(SELECT DISTINCT d.RESOURCE_ID FROM KCW_DIRECT_SHARE d WHERE d.REALM_ID = ?"
                                + " AND d.WORKSPACE_ID = ? AND d.RESOURCE_ID > ? AND",
                        realm.value(),
                        workspace.value(),
                        start),
                "d",
                subject);
        return sql
                .append("ORDER BY d.RESOURCE_ID LIMIT ?)", max)
                .append(
                        "UNION (SELECT s.RESOURCE_ID FROM KCW_SHARE s WHERE s.REALM_ID = ? AND s.WORKSPACE_ID = ?"
                                + " AND s.RESOURCE_ID > ? AND " + SharedSql.FIRST
                                + " ORDER BY s.RESOURCE_ID LIMIT ?)",
                        realm.value(),
                        workspace.value(),
                        start,
                        max)
                .listAlone(em, row -> new ResourceId(row.getString(1)))
                .stream()
                .sorted(Comparator.comparing(ResourceId::value))
                .limit(max)
                .toList();
    }

    @Override
    public boolean sharesAny(RealmId realm, WorkspaceId workspace, Subject subject, String type) {
        Sql sql = SharedSql.with(
                new Sql(
                        "SELECT 1 FROM KCW_DIRECT_SHARE d JOIN KCW_RESOURCE r ON r.ID = d.RESOURCE_ID"
                                + " WHERE d.REALM_ID = ? AND d.WORKSPACE_ID = ? AND r.TYPE_KEY = ? AND",
                        realm.value(),
                        workspace.value(),
                        type),
                "d",
                subject);
        return !sql.append("LIMIT 1").listAlone(em, row -> true).isEmpty();
    }

    @Override
    public List<WorkspaceId> homes(RealmId realm, String type, String externalId) {
        return new Sql(
                        "SELECT WORKSPACE_ID FROM KCW_RESOURCE WHERE REALM_ID = ? AND TYPE_KEY = ? AND EXTERNAL_ID = ?"
                                + " ORDER BY WORKSPACE_ID LIMIT 2",
                        realm.value(),
                        type,
                        externalId)
                .listAlone(em, row -> new WorkspaceId(row.getString(1)));
    }

    @Override
    public Map<ResourceName, WorkspaceId> onlyHomes(RealmId realm, Collection<ResourceName> names) {
        Map<ResourceName, WorkspaceId> homes = new HashMap<>();
        for (List<ResourceName> some : NamedResources.chunks(names)) {
            Sql sql = new Sql(
                    "SELECT TYPE_KEY, EXTERNAL_ID, MIN(WORKSPACE_ID) FROM KCW_RESOURCE WHERE REALM_ID = ? AND",
                    realm.value());
            NamedResources.among(sql, "TYPE_KEY", "EXTERNAL_ID", some)
                    .append("GROUP BY TYPE_KEY, EXTERNAL_ID HAVING MIN(WORKSPACE_ID) = MAX(WORKSPACE_ID)")
                    .listAlone(
                            em,
                            row -> homes.put(
                                    new ResourceName(row.getString(1), row.getString(2)),
                                    new WorkspaceId(row.getString(3))));
        }
        return homes;
    }

    @Override
    public Map<ResourceId, List<ResourceId>> requirements(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> resources) {
        List<String> wanted =
                resources.stream().map(ResourceId::value).distinct().toList();
        Map<ResourceId, List<ResourceId>> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Sql(
                            "SELECT q.RESOURCE_ID, q.REQUIRED_ID FROM KCW_RESOURCE_REQUIREMENT q JOIN KCW_RESOURCE r"
                                    + " ON r.ID = q.RESOURCE_ID WHERE r.REALM_ID = ? AND r.WORKSPACE_ID = ?"
                                    + " AND q.RESOURCE_ID",
                            realm.value(),
                            workspace.value())
                    .in(wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .append("ORDER BY q.RESOURCE_ID, q.POSITION_NO")
                    .listAlone(
                            em,
                            row -> found.computeIfAbsent(new ResourceId(row.getString(1)), id -> new ArrayList<>())
                                    .add(new ResourceId(row.getString(2))));
        }
        return found;
    }

    @Override
    public List<WorkspaceId> workspaces(RealmId realm, SubjectFacts subject, @Nullable String after, int max) {
        Sql sql = new Sql("SELECT w.ID FROM KCW_WORKSPACE w WHERE w.REALM_ID = ?", realm.value());
        if (after != null) {
            sql.append("AND w.ID > ?", after);
        }
        if (!subject.accountAdmin()) {
            sql.append(
                    "AND (w.ID IN (SELECT m.WORKSPACE_ID FROM KCW_MEMBER m WHERE m.REALM_ID = ? AND m.USER_ID = ?"
                            + " AND m.SOURCE <> 'GROUP')",
                    realm.value(),
                    subject.id().value());
            if (!subject.groups().isEmpty()) {
                sql.append(
                                "OR w.ID IN (SELECT g.WORKSPACE_ID FROM KCW_GROUP_ROLE g WHERE g.REALM_ID = ?"
                                        + " AND g.GROUP_ID",
                                realm.value())
                        .in(subject.groups().stream().map(GroupId::value).toList())
                        .append(")");
            }
            OrganizationMembers.andCounts(sql.append(")"), subject.id());
        }
        return sql.append("ORDER BY w.ID LIMIT ?", max).listAlone(em, row -> new WorkspaceId(row.getString(1)));
    }

    private static DecisionCaches.RoleKey key(RoleReference role, Catalogue catalogue) {
        return new DecisionCaches.RoleKey(role.id(), role.revision(), catalogue.revision());
    }
}
