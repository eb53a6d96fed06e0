package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invitations in {@code KCW_INVITATION} and links to them in {@code KCW_INVITATION_LINK}; by plain JDBC, in batches. */
public final class JpaInvitationStore implements InvitationStore {

    private static final String COLUMNS =
            "i.ID, i.REALM_ID, i.WORKSPACE_ID, i.EMAIL, i.FIRST_NAME, i.LAST_NAME, i.ROLE_IDS,"
                    + " i.BYPASS, i.MESSAGE, i.CLIENT, i.REDIRECT_URI, i.INVITER_REALM_ID, i.INVITER_ID, i.INVITER_NAME, i.STATUS,"
                    + " i.MAIL_STATUS, i.CREATED_AT, i.EXPIRES_AT, i.ANSWERED_AT, i.USER_ID, i.SITE, i.VERSION";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM KCW_INVITATION i ";
    private static final String ENABLED = "JOIN KCW_SETTINGS s ON s.REALM_ID = i.REALM_ID AND s.ENABLED = TRUE ";

    private final EntityManager em;

    public JpaInvitationStore(EntityManager em) {
        this.em = em;
    }

    /** How many there are that can be accepted. */
    static long countPending(EntityManager em, RealmId realm, WorkspaceId workspace) {
        return new Sql(
                        "SELECT COUNT(*) FROM KCW_INVITATION i WHERE i.REALM_ID = ? AND i.WORKSPACE_ID = ?"
                                + " AND i.STATUS = 'PENDING' AND i.EXPIRES_AT > ?",
                        realm.value(),
                        workspace.value(),
                        now(em))
                .list(em, row -> row.getLong(1))
                .get(0);
    }

    @Override
    public long now() {
        return now(em);
    }

    static long now(EntityManager em) {
        Timestamp now = new Sql("SELECT CURRENT_TIMESTAMP")
                .list(em, row -> row.getTimestamp(1))
                .get(0);
        return now.getTime();
    }

    @Override
    public Optional<Invitation> find(RealmId realm, WorkspaceId workspace, InvitationId id) {
        return first(new Sql(
                SELECT + "WHERE i.ID = ? AND i.WORKSPACE_ID = ? AND i.REALM_ID = ?",
                id.value(),
                workspace.value(),
                realm.value()));
    }

    @Override
    public Optional<Invitation> find(RealmId realm, InvitationId id) {
        return first(new Sql(SELECT + "WHERE i.ID = ? AND i.REALM_ID = ?", id.value(), realm.value()));
    }

    @Override
    public Optional<Invitation> lock(RealmId realm, InvitationId id) {
        return first(new Sql(SELECT + "WHERE i.ID = ? AND i.REALM_ID = ? FOR UPDATE", id.value(), realm.value()));
    }

    @Override
    public Page<Invitation> page(RealmId realm, WorkspaceId workspace, Set<Status> statuses, PageRequest request) {
        long now = now();
        long total = matching("SELECT COUNT(*) FROM KCW_INVITATION i ", realm, workspace, statuses, request, now)
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                list(
                        matching(SELECT, realm, workspace, statuses, request, now)
                                .append(
                                        "ORDER BY i.CREATED_AT DESC, i.ID LIMIT ? OFFSET ?",
                                        request.max(),
                                        request.first()),
                        now),
                total);
    }

    private static Sql matching(
            String start, RealmId realm, WorkspaceId workspace, Set<Status> statuses, PageRequest request, long now) {
        Sql sql = new Sql(start + "WHERE i.REALM_ID = ? AND i.WORKSPACE_ID = ?", realm.value(), workspace.value());
        if (!statuses.isEmpty()) {
            sql.append("AND CASE WHEN i.STATUS = 'PENDING' AND i.EXPIRES_AT <= ? THEN 'EXPIRED' ELSE i.STATUS END", now)
                    .in(statuses.stream().map(Status::name).sorted().toList());
        }
        String search = request.search();
        if (search != null && !search.isEmpty()) {
            String pattern = Jpql.contains(search);
            sql.append(
                    "AND (i.EMAIL LIKE ? ESCAPE '!' OR LOWER(i.FIRST_NAME) LIKE ? ESCAPE '!'"
                            + " OR LOWER(i.LAST_NAME) LIKE ? ESCAPE '!')",
                    pattern,
                    pattern,
                    pattern);
        }
        return sql;
    }

    @Override
    public Page<Invitation> pendingFor(RealmId realm, String email, PageRequest request) {
        long now = now();
        String from = "FROM KCW_INVITATION i JOIN KCW_WORKSPACE w ON w.ID = i.WORKSPACE_ID AND w.STATUS = 'ACTIVE'"
                + " WHERE i.REALM_ID = ? AND i.EMAIL = ? AND i.STATUS = 'PENDING' AND i.EXPIRES_AT > ?";
        long total = new Sql("SELECT COUNT(*) " + from, realm.value(), email, now)
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                list(
                        new Sql("SELECT " + COLUMNS + " " + from, realm.value(), email, now)
                                .append(
                                        "ORDER BY i.CREATED_AT DESC, i.ID LIMIT ? OFFSET ?",
                                        request.max(),
                                        request.first()),
                        now),
                total);
    }

    @Override
    public Map<Key, Invitation> stored(RealmId realm, Collection<Key> keys) {
        Map<Key, Invitation> found = new HashMap<>();
        List<String> workspaces =
                keys.stream().map(key -> key.workspace().value()).distinct().toList();
        List<String> emails = keys.stream().map(Key::email).distinct().toList();
        long now = now();
        for (int from = 0; from < emails.size(); from += Jpql.CHUNK) {
            list(
                            new Sql(SELECT + "WHERE i.REALM_ID = ? AND i.WORKSPACE_ID", realm.value())
                                    .in(workspaces)
                                    .append("AND i.PENDING_KEY")
                                    .in(emails.subList(from, Math.min(emails.size(), from + Jpql.CHUNK))),
                            now)
                    .forEach(invitation -> found.put(new Key(invitation.workspace(), invitation.email()), invitation));
        }
        found.keySet().retainAll(Set.copyOf(keys));
        return found;
    }

    @Override
    public void insert(Collection<Invitation> invitations) {
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_INVITATION (ID, REALM_ID, WORKSPACE_ID, EMAIL, PENDING_KEY, FIRST_NAME, LAST_NAME, ROLE_IDS,"
                        + " BYPASS, MESSAGE, CLIENT, REDIRECT_URI, INVITER_REALM_ID, INVITER_ID, INVITER_NAME, STATUS,"
                        + " MAIL_STATUS, CREATED_AT, EXPIRES_AT, ANSWERED_AT, USER_ID, SITE, VERSION)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                invitations.stream().map(JpaInvitationStore::values).toList()));
    }

    private static List<@Nullable Object> values(Invitation invitation) {
        Invitation.Application application = invitation.application();
        UserId inviter = invitation.invitedBy().id();
        UserId user = invitation.user();
        return Arrays.asList(
                invitation.id().value(),
                invitation.realm().value(),
                invitation.workspace().value(),
                invitation.email(),
                invitation.pending() ? invitation.email() : invitation.id().value(),
                invitation.firstName(),
                invitation.lastName(),
                roles(invitation),
                invitation.bypass(),
                invitation.message(),
                application == null ? null : application.client(),
                application == null ? null : application.redirectUri(),
                invitation.invitedBy().realm(),
                inviter == null ? null : inviter.value(),
                invitation.invitedBy().username(),
                invitation.status().name(),
                invitation.mailStatus().name(),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.answeredAt(),
                user == null ? null : user.value(),
                invitation.site(),
                invitation.version());
    }

    @Override
    public void renew(Collection<Invitation> invitations) {
        int met = Sql.batch(
                em,
                "UPDATE KCW_INVITATION SET FIRST_NAME = ?, LAST_NAME = ?, ROLE_IDS = ?, MESSAGE = ?, CLIENT = ?,"
                        + " REDIRECT_URI = ?, INVITER_REALM_ID = ?, INVITER_ID = ?, INVITER_NAME = ?, MAIL_STATUS = ?,"
                        + " EXPIRES_AT = ?, REMINDED_AT = NULL, SITE = ?, VERSION = VERSION + 1"
                        + " WHERE ID = ? AND REALM_ID = ? AND STATUS = 'PENDING'",
                invitations.stream().map(JpaInvitationStore::renewal).toList());
        StoreRules.rowIsAsItWasRead(met == invitations.size() ? 1 : 0);
    }

    private static List<@Nullable Object> renewal(Invitation invitation) {
        Invitation.Application application = invitation.application();
        UserId inviter = invitation.invitedBy().id();
        return Arrays.asList(
                invitation.firstName(),
                invitation.lastName(),
                roles(invitation),
                invitation.message(),
                application == null ? null : application.client(),
                application == null ? null : application.redirectUri(),
                invitation.invitedBy().realm(),
                inviter == null ? null : inviter.value(),
                invitation.invitedBy().username(),
                invitation.mailStatus().name(),
                invitation.expiresAt(),
                invitation.site(),
                invitation.id().value(),
                invitation.realm().value());
    }

    @Override
    public boolean close(
            RealmId realm, InvitationId id, Status status, @Nullable UserId user, long at, boolean inTime) {
        return Sql.batch(
                        em,
                        "UPDATE KCW_INVITATION SET STATUS = ?, PENDING_KEY = ID, USER_ID = ?, ANSWERED_AT = ?, MAIL_STATUS ="
                                + " CASE WHEN MAIL_STATUS = 'QUEUED' THEN 'NONE' ELSE MAIL_STATUS END,"
                                + " VERSION = VERSION + 1 WHERE ID = ? AND REALM_ID = ? AND STATUS = 'PENDING'"
                                + " AND EXPIRES_AT > ?",
                        List.of(Arrays.asList(
                                status.name(),
                                user == null ? null : user.value(),
                                at,
                                id.value(),
                                realm.value(),
                                inTime ? now() : Long.MIN_VALUE)))
                > 0;
    }

    @Override
    public void addLink(Invitation invitation, String hash, long at) {
        Sql.batch(
                em,
                "INSERT INTO KCW_INVITATION_LINK (HASH, REALM_ID, WORKSPACE_ID, INVITATION_ID, CREATED_AT)"
                        + " VALUES (?, ?, ?, ?, ?)",
                List.of(List.of(
                        hash,
                        invitation.realm().value(),
                        invitation.workspace().value(),
                        invitation.id().value(),
                        at)));
    }

    @Override
    public Optional<Invitation> byLink(RealmId realm, String hash) {
        return first(new Sql(
                SELECT + "JOIN KCW_INVITATION_LINK l ON l.INVITATION_ID = i.ID AND l.REALM_ID = i.REALM_ID"
                        + " WHERE l.HASH = ? AND l.REALM_ID = ?",
                hash,
                realm.value()));
    }

    @Override
    public void removeLinks(RealmId realm, Collection<InvitationId> invitations) {
        Sql.batch(
                em,
                "DELETE FROM KCW_INVITATION_LINK WHERE INVITATION_ID = ? AND REALM_ID = ?",
                invitations.stream().map(id -> keys(id, realm)).toList());
    }

    @Override
    public List<Invitation> overdue(int max) {
        long now = now();
        return list(
                new Sql(
                        SELECT + ENABLED + "WHERE i.STATUS = 'PENDING' AND i.EXPIRES_AT <= ?"
                                + " ORDER BY i.EXPIRES_AT, i.ID LIMIT ?",
                        now,
                        max),
                now);
    }

    @Override
    public List<Invitation> toRemind(int max) {
        long now = now();
        return list(
                new Sql(
                        SELECT + ENABLED
                                + "JOIN KCW_WORKSPACE w ON w.ID = i.WORKSPACE_ID AND w.STATUS = 'ACTIVE'"
                                + " WHERE i.STATUS = 'PENDING' AND i.EXPIRES_AT > ? AND i.REMINDED_AT IS NULL"
                                + " AND i.MAIL_STATUS = 'SENT' AND s.REMINDER_HOURS > 0"
                                + " AND i.EXPIRES_AT <= ? + CAST(s.REMINDER_HOURS AS BIGINT) * 3600000"
                                + " AND i.EXPIRES_AT - i.CREATED_AT > CAST(s.REMINDER_HOURS AS BIGINT) * 3600000"
                                + " ORDER BY i.EXPIRES_AT, i.ID LIMIT ?",
                        now,
                        now,
                        max),
                now);
    }

    @Override
    public void reminded(Collection<Invitation> invitations, long at) {
        Sql.batch(
                em,
                "UPDATE KCW_INVITATION SET REMINDED_AT = ? WHERE ID = ? AND REALM_ID = ?",
                invitations.stream()
                        .map(invitation -> Arrays.<@Nullable Object>asList(
                                at, invitation.id().value(), invitation.realm().value()))
                        .toList());
    }

    @Override
    public List<Invitation> pendingOf(RealmId realm, UserId inviter, @Nullable String email, int max) {
        return list(
                new Sql(
                        SELECT + "WHERE i.REALM_ID = ? AND i.STATUS = 'PENDING' AND (i.INVITER_ID = ? OR i.EMAIL = ?)"
                                + " ORDER BY i.ID LIMIT ?",
                        realm.value(),
                        inviter.value(),
                        email == null ? "" : email,
                        max),
                now());
    }

    @Override
    public void mailed(RealmId realm, Collection<InvitationId> invitations, MailStatus status) {
        Sql.batch(
                em,
                "UPDATE KCW_INVITATION SET MAIL_STATUS = ? WHERE ID = ? AND REALM_ID = ?",
                invitations.stream()
                        .map(id -> Arrays.<@Nullable Object>asList(status.name(), id.value(), realm.value()))
                        .toList());
    }

    private Optional<Invitation> first(Sql sql) {
        return list(sql, now()).stream().findFirst();
    }

    private List<Invitation> list(Sql sql, long now) {
        return sql.list(em, JpaInvitationStore::invitation).stream()
                .map(invitation -> invitation.asOf(now))
                .toList();
    }

    private static List<@Nullable Object> keys(InvitationId id, RealmId realm) {
        return List.of(id.value(), realm.value());
    }

    private static String roles(Invitation invitation) {
        return invitation.roles().stream().map(RoleId::value).collect(Collectors.joining(","));
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        String client = row.getString(10);
        String inviter = row.getString(13);
        String user = row.getString(20);
        long answeredAt = row.getLong(19);
        Long answered = row.wasNull() ? null : Long.valueOf(answeredAt);
        String roles = row.getString(7);
        return new Invitation(
                new InvitationId(row.getString(1)),
                new RealmId(row.getString(2)),
                new WorkspaceId(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Stream.of(roles.split(",", -1)).map(RoleId::new).collect(Collectors.toCollection(LinkedHashSet::new)),
                row.getBoolean(8),
                row.getString(9),
                client == null ? null : new Invitation.Application(client, row.getString(11)),
                new Invitation.Inviter(
                        row.getString(12), inviter == null ? null : new UserId(inviter), row.getString(14)),
                Status.valueOf(row.getString(15)),
                MailStatus.valueOf(row.getString(16)),
                row.getLong(17),
                row.getLong(18),
                answered,
                user == null ? null : new UserId(user),
                row.getString(21),
                row.getLong(22));
    }
}
