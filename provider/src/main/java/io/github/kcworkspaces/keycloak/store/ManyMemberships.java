package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.role.Role;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many subjects stand in one workspace, as {@link MembershipRows} says it of one: the workspace, its mapped groups, and
 * the subjects' own rows, by one statement each, and one more for who is in its organization.
 */
final class ManyMemberships {

    private static final String ROLE = "r.ID, r.NAME, r.REVISION, r.KIND";

    private ManyMemberships() {}

    /**
     * What somebody has himself.
     *
     * @param standing how he is a member; null if he is none
     * @param grouped whether his row only accompanies a group
     */
    private record Own(@Nullable Standing standing, boolean grouped, List<RoleReference> roles) {

        static final Own NOTHING = new Own(null, false, List.of());

        Own and(@Nullable String status, @Nullable String source, @Nullable RoleReference role) {
            List<RoleReference> all = new ArrayList<>(roles);
            if (role != null) {
                all.add(role);
            }
            return status == null
                    ? new Own(standing, grouped, all)
                    : new Own(
                            "ACTIVE".equals(status) ? Standing.ACTIVE : Standing.SUSPENDED,
                            "GROUP".equals(source),
                            all);
        }
    }

    static Map<UserId, Membership> named(
            EntityManager em, RealmId realm, String workspace, Collection<Subject> subjects) {
        Map<UserId, Membership> memberships = new HashMap<>();
        bare(em, realm, workspace).ifPresent(bare -> {
            Map<GroupId, List<Optional<RoleReference>>> mapped = mapped(em, realm, bare.workspace());
            Map<UserId, Own> own = own(em, realm, bare.workspace(), subjects);
            Predicate<UserId> counts = counts(em, realm, bare, subjects);
            for (Subject subject : subjects) {
                List<Optional<RoleReference>> through = subject.groups().stream()
                        .flatMap(group -> mapped.getOrDefault(group, List.of()).stream())
                        .toList();
                memberships.put(
                        subject.user(),
                        counts.test(subject.user())
                                ? fold(bare, own.getOrDefault(subject.user(), Own.NOTHING), through)
                                : bare);
            }
        });
        return memberships;
    }

    /** Whether a subject counts there at all. */
    private static Predicate<UserId> counts(
            EntityManager em, RealmId realm, Membership bare, Collection<Subject> subjects) {
        String organization = bare.organization();
        return organization == null
                ? user -> true
                : OrganizationMembers.among(
                        em,
                        realm,
                        organization,
                        subjects.stream().map(Subject::user).toList())::contains;
    }

    /** The same as for one subject: an own row that only accompanies a group counts while there is one. */
    private static Membership fold(Membership bare, Own own, List<Optional<RoleReference>> through) {
        boolean grouped = !through.isEmpty();
        Standing standing = grouped ? Standing.ACTIVE : Standing.NONE;
        Map<String, RoleReference> roles = new TreeMap<>();
        Standing himself = own.standing();
        if (himself != null && (grouped || !own.grouped())) {
            standing = himself;
            own.roles().forEach(role -> roles.put(role.id().value(), role));
        }
        through.forEach(role -> role.ifPresent(found -> roles.put(found.id().value(), found)));
        return bare.as(standing, standing == Standing.ACTIVE ? List.copyOf(roles.values()) : List.of());
    }

    private static Optional<Membership> bare(EntityManager em, RealmId realm, String workspace) {
        return new Sql(
                        "SELECT w.ID, w.ALIAS, w.VERSION, s.ENABLED, w.STATUS, w.ORGANIZATION_ID, s.CATALOGUE_REVISION,"
                                + " w.SHARING, w.MFA_REQUIRED, s.MFA_REQUIRED_FOR"
                                + " FROM KCW_WORKSPACE w JOIN KCW_SETTINGS s ON s.REALM_ID = w.REALM_ID"
                                + " WHERE w.REALM_ID = ? AND "
                                + (WorkspaceId.isId(workspace) ? "w.ID = ?" : "w.ALIAS = ?"),
                        realm.value(),
                        workspace)
                        .list(
                                em,
                                row -> new Membership(
                                        new WorkspaceId(row.getString(1)),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getBoolean(4),
                                        "ACTIVE".equals(row.getString(5)),
                                        row.getString(6),
                                        row.getLong(7),
                                        Standing.NONE,
                                        List.of(),
                                        MfaRequiredFor.valueOf(row.getString(10))
                                                .in(row.getBoolean(9)),
                                        row.getBoolean(8)))
                        .stream()
                        .findFirst();
    }

    /** The mapped groups; one whose role was deleted still makes members. */
    private static Map<GroupId, List<Optional<RoleReference>>> mapped(
            EntityManager em, RealmId realm, WorkspaceId workspace) {
        Map<GroupId, List<Optional<RoleReference>>> mapped = new HashMap<>();
        new Sql("SELECT g.GROUP_ID, " + ROLE + " FROM KCW_GROUP_ROLE g"
                        + " LEFT JOIN KCW_ROLE r ON r.ID = g.ROLE_ID AND r.LIVE_KEY = '-'")
                .append("WHERE g.REALM_ID = ? AND g.WORKSPACE_ID = ?", realm.value(), workspace.value())
                .list(
                        em,
                        row -> mapped.computeIfAbsent(new GroupId(row.getString(1)), group -> new ArrayList<>())
                                .add(Optional.ofNullable(role(row, 2))));
        return mapped;
    }

    /** Members and roles side by side: their join may be a product while the database has no statistics. */
    private static Map<UserId, Own> own(
            EntityManager em, RealmId realm, WorkspaceId workspace, Collection<Subject> subjects) {
        Map<UserId, Own> own = new HashMap<>();
        List<String> users =
                subjects.stream().map(subject -> subject.user().value()).toList();
        for (int from = 0; from < users.size(); from += Jpql.CHUNK) {
            List<String> some = users.subList(from, Math.min(users.size(), from + Jpql.CHUNK));
            new Sql(
                            "SELECT m.USER_ID, m.STATUS, m.SOURCE, NULL, NULL, NULL, NULL FROM KCW_MEMBER m"
                                    + " WHERE m.REALM_ID = ? AND m.WORKSPACE_ID = ? AND m.USER_ID",
                            realm.value(),
                            workspace.value())
                    .in(some)
                    .append(
                            "UNION ALL SELECT x.USER_ID, NULL, NULL, " + ROLE + " FROM KCW_MEMBER_ROLE x"
                                    + " JOIN KCW_ROLE r ON r.ID = x.ROLE_ID AND r.LIVE_KEY = '-'"
                                    + " WHERE x.REALM_ID = ? AND x.WORKSPACE_ID = ? AND x.USER_ID",
                            realm.value(),
                            workspace.value())
                    .in(some)
                    .list(em, row -> {
                        UserId user = new UserId(row.getString(1));
                        Own now = own.getOrDefault(user, Own.NOTHING)
                                .and(row.getString(2), row.getString(3), role(row, 4));
                        own.put(user, now);
                        return now;
                    });
        }
        return own;
    }

    private static @Nullable RoleReference role(ResultSet row, int column) throws SQLException {
        String id = row.getString(column);
        if (id == null) {
            return null;
        }
        String kind = row.getString(column + 3);
        boolean everything = kind.equals(Role.Kind.OWNER.name()) || kind.equals(Role.Kind.ADMIN.name());
        return new RoleReference(new RoleId(id), row.getString(column + 1), row.getLong(column + 2), everything);
    }
}
