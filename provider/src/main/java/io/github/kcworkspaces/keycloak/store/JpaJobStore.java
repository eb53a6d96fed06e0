package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.Issue;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.job.JobStore;
import io.github.kcworkspaces.job.Starter;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs in {@code KCW_JOB}, their rows in {@code KCW_JOB_ROW}. */
public final class JpaJobStore implements JobStore {

    private static final String NOW = Sql.NOW;

    private static final String JOB = "SELECT j.ID, j.REALM_ID, j.WORKSPACE_ID, j.STATUS, j.DRY_RUN, j.IDEMPOTENCY_KEY,"
            + " j.FILE_HASH, j.STARTER_ID, j.STARTER_REALM, j.STARTER_NAME, j.STARTER_KIND, j.STARTER_IP,"
            + " j.STARTER_CLIENT, j.UNLIMITED, j.SITE, j.ROW_COUNT, j.OK_COUNT, j.FAILED_COUNT, j.SKIPPED_COUNT,"
            + " j.CREATED_AT, j.FINISHED_AT, j.MANAGES_USERS FROM KCW_JOB j";

    private static final String ROW = "SELECT r.ROW_NO, r.STATE, r.ISSUES, r.FIRST_NAME, r.LAST_NAME, r.EMAIL,"
            + " r.WORKSPACES, r.ROLES, r.MESSAGE, r.EXPIRY, r.BYPASS FROM KCW_JOB_ROW r"
            + " WHERE r.JOB_ID = ? AND r.WORKSPACE_ID = ? AND r.REALM_ID = ?";

    private static final List<Column> CELLS = List.of(
            Column.FIRST_NAME,
            Column.LAST_NAME,
            Column.EMAIL,
            Column.WORKSPACES,
            Column.ROLES,
            Column.MESSAGE,
            Column.EXPIRY,
            Column.BYPASS);

    private static final int LONGEST_KEY = 510;
    private static final int LONGEST_ISSUE = 300;
    private static final int MOST_ISSUES = 8;

    private final EntityManager em;

    public JpaJobStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public long now() {
        return new Sql("SELECT " + NOW).list(em, row -> row.getLong(1)).get(0);
    }

    @Override
    public Optional<Job> withKey(Job wanted) {
        return new Sql(
                        JOB + " WHERE j.REALM_ID = ? AND j.WORKSPACE_ID = ? AND j.STARTER_ID = ?"
                                + " AND j.IDEMPOTENCY_KEY = ?",
                        wanted.realm().value(),
                        wanted.workspace().value(),
                        starterId(wanted),
                        wanted.key())
                .list(em, JpaJobStore::job).stream().findFirst();
    }

    @Override
    public int running(RealmId realm, WorkspaceId workspace) {
        return new Sql(
                        "SELECT COUNT(*) FROM KCW_JOB WHERE REALM_ID = ? AND WORKSPACE_ID = ? AND STATUS = 'RUNNING'",
                        realm.value(),
                        workspace.value())
                .list(em, row -> row.getInt(1))
                .get(0);
    }

    @Override
    public void insert(Job job) {
        Actor actor = job.starter().actor();
        StoreRules.racing(() -> Sql.batch(
                em,
                "INSERT INTO KCW_JOB (ID, REALM_ID, WORKSPACE_ID, STATUS, DRY_RUN, IDEMPOTENCY_KEY, FILE_HASH,"
                        + " STARTER_ID, STARTER_REALM, STARTER_NAME, STARTER_KIND, STARTER_IP, STARTER_CLIENT,"
                        + " UNLIMITED, MANAGES_USERS, SITE, ROW_COUNT, OK_COUNT, FAILED_COUNT, SKIPPED_COUNT, CREATED_AT,"
                        + " LEASE_UNTIL, CLAIMS) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                List.of(Arrays.<@Nullable Object>asList(
                        job.id(),
                        job.realm().value(),
                        job.workspace().value(),
                        job.status().name(),
                        job.dryRun(),
                        job.key(),
                        job.fileHash(),
                        starterId(job),
                        job.starter().realm(),
                        actor.username(),
                        actor.kind().name(),
                        actor.ip(),
                        actor.client(),
                        job.starter().unlimited(),
                        job.starter().managesUsers(),
                        job.starter().site(),
                        job.counts().rows(),
                        job.counts().ok(),
                        job.counts().failed(),
                        job.counts().skipped(),
                        job.createdAt()))));
    }

    @Override
    public void addRows(Job job, List<JobRow> rows) {
        List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
        for (JobRow row : rows) {
            List<@Nullable Object> value = new ArrayList<>(List.of(
                    job.id(),
                    row.number(),
                    job.realm().value(),
                    job.workspace().value(),
                    row.state().name(),
                    key(row.emailKey())));
            value.add(issues(row.issues()));
            CELLS.forEach(column -> value.add(row.cells().get(column)));
            values.add(value);
        }
        Sql.batch(
                em,
                "INSERT INTO KCW_JOB_ROW (JOB_ID, ROW_NO, REALM_ID, WORKSPACE_ID, STATE, EMAIL_KEY, ISSUES, FIRST_NAME,"
                        + " LAST_NAME, EMAIL, WORKSPACES, ROLES, MESSAGE, EXPIRY, BYPASS)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values);
    }

    @Override
    public void received(Job job) {
        StoreRules.rowIsAsItWasRead(Sql.batch(
                em,
                "UPDATE KCW_JOB SET STATUS = ?, ROW_COUNT = ?, OK_COUNT = ?, FAILED_COUNT = ?, SKIPPED_COUNT = ?,"
                        + " FINISHED_AT = ? WHERE ID = ? AND REALM_ID = ?",
                List.of(Arrays.<@Nullable Object>asList(
                        job.status().name(),
                        job.counts().rows(),
                        job.counts().ok(),
                        job.counts().failed(),
                        job.counts().skipped(),
                        job.finishedAt(),
                        job.id(),
                        job.realm().value()))));
    }

    @Override
    public Optional<Job> find(RealmId realm, WorkspaceId workspace, String id) {
        return new Sql(
                        JOB + " WHERE j.ID = ? AND j.WORKSPACE_ID = ? AND j.REALM_ID = ?",
                        id,
                        workspace.value(),
                        realm.value())
                .list(em, JpaJobStore::job).stream().findFirst();
    }

    @Override
    public Page<Job> page(RealmId realm, WorkspaceId workspace, PageRequest request) {
        long total = new Sql(
                        "SELECT COUNT(*) FROM KCW_JOB WHERE WORKSPACE_ID = ? AND REALM_ID = ?",
                        workspace.value(),
                        realm.value())
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                new Sql(
                                JOB + " WHERE j.WORKSPACE_ID = ? AND j.REALM_ID = ? ORDER BY j.CREATED_AT DESC, j.ID"
                                        + " LIMIT ? OFFSET ?",
                                workspace.value(),
                                realm.value(),
                                request.max(),
                                request.first())
                        .list(em, JpaJobStore::job),
                total);
    }

    @Override
    public List<JobRow> rows(Job job, Set<JobRow.State> states, int after, int max) {
        Sql sql = ofJob(job)
                .append("AND r.STATE")
                .in(states.stream().map(JobRow.State::name).toList());
        return sql.append("AND r.ROW_NO > ? ORDER BY r.ROW_NO LIMIT ?", after, max)
                .list(em, JpaJobStore::row);
    }

    @Override
    public List<JobRow> earlier(Job job, Collection<String> emailKeys, int number) {
        return ofJob(job)
                .append("AND r.EMAIL_KEY")
                .in(emailKeys.stream().map(JpaJobStore::key).toList())
                .append("AND r.ROW_NO < ? ORDER BY r.ROW_NO", number)
                .list(em, JpaJobStore::row);
    }

    @Override
    public List<Job> open(int max) {
        return new Sql(
                        JOB + " WHERE j.STATUS = 'RUNNING' AND j.LEASE_UNTIL <= " + NOW
                                + " ORDER BY j.LEASE_UNTIL, j.CREATED_AT, j.ID LIMIT ?",
                        max)
                .list(em, JpaJobStore::job);
    }

    @Override
    public int claim(Job job, String node, Duration lease) {
        int claimed = Sql.batch(
                em,
                "UPDATE KCW_JOB SET LEASE_OWNER = ?, LEASE_UNTIL = " + NOW + " + ?, CLAIMS = CLAIMS + 1"
                        + " WHERE ID = ? AND REALM_ID = ? AND STATUS = 'RUNNING' AND LEASE_UNTIL <= " + NOW,
                List.of(List.of(node, lease.toMillis(), job.id(), job.realm().value())));
        return claimed == 0
                ? 0
                : new Sql("SELECT CLAIMS FROM KCW_JOB WHERE ID = ?", job.id())
                        .list(em, row -> row.getInt(1))
                        .get(0);
    }

    @Override
    public boolean hold(Job job, String node, Duration lease) {
        return Sql.batch(
                        em,
                        "UPDATE KCW_JOB SET LEASE_UNTIL = " + NOW + " + ? WHERE ID = ? AND REALM_ID = ?"
                                + " AND LEASE_OWNER = ? AND STATUS = 'RUNNING'",
                        List.of(List.of(lease.toMillis(), job.id(), job.realm().value(), node)))
                == 1;
    }

    @Override
    public void settle(Job job, List<JobRow> rows) {
        List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
        Job.Counts counts = Job.Counts.NONE;
        for (JobRow row : rows) {
            counts = counts.with(row);
            values.add(Arrays.<@Nullable Object>asList(
                    row.state().name(),
                    issues(row.issues()),
                    job.id(),
                    row.number(),
                    job.realm().value()));
        }
        StoreRules.rowIsAsItWasRead(
                Sql.batch(
                                        em,
                                        "UPDATE KCW_JOB_ROW SET STATE = ?, ISSUES = ? WHERE JOB_ID = ? AND ROW_NO = ?"
                                                + " AND REALM_ID = ? AND STATE = 'WAITING'",
                                        values)
                                == rows.size()
                        ? 1
                        : 0);
        Sql.batch(
                em,
                "UPDATE KCW_JOB SET OK_COUNT = OK_COUNT + ?, FAILED_COUNT = FAILED_COUNT + ?,"
                        + " SKIPPED_COUNT = SKIPPED_COUNT + ?, CLAIMS = 0 WHERE ID = ? AND REALM_ID = ?",
                List.of(List.of(
                        counts.ok(),
                        counts.failed(),
                        counts.skipped(),
                        job.id(),
                        job.realm().value())));
    }

    @Override
    public boolean finish(Job job, Job.Status status) {
        return Sql.batch(
                        em,
                        "UPDATE KCW_JOB SET STATUS = ?, FINISHED_AT = " + NOW + ", LEASE_OWNER = NULL WHERE ID = ?"
                                + " AND WORKSPACE_ID = ? AND REALM_ID = ? AND STATUS = 'RUNNING'",
                        List.of(List.of(
                                status.name(),
                                job.id(),
                                job.workspace().value(),
                                job.realm().value())))
                == 1;
    }

    @Override
    public void release(Job job, String node) {
        Sql.batch(
                em,
                "UPDATE KCW_JOB SET LEASE_OWNER = NULL, LEASE_UNTIL = " + NOW + ", CLAIMS = 0 WHERE ID = ?"
                        + " AND REALM_ID = ? AND LEASE_OWNER = ?",
                List.of(List.of(job.id(), job.realm().value(), node)));
    }

    @Override
    public int purge(long endedBefore, int max) {
        List<String> jobs = new Sql(
                        "SELECT ID FROM KCW_JOB WHERE STATUS <> 'RUNNING' AND FINISHED_AT < ? ORDER BY FINISHED_AT LIMIT 1",
                        endedBefore)
                .list(em, row -> row.getString(1));
        if (jobs.isEmpty()) {
            return 0;
        }
        String job = jobs.get(0);
        List<List<@Nullable Object>> rows = new Sql(
                        "SELECT ROW_NO FROM KCW_JOB_ROW WHERE JOB_ID = ? ORDER BY ROW_NO LIMIT ?", job, max)
                .list(em, row -> List.<@Nullable Object>of(job, row.getInt(1)));
        Sql.batch(em, "DELETE FROM KCW_JOB_ROW WHERE JOB_ID = ? AND ROW_NO = ?", rows);
        if (rows.size() == max) {
            return rows.size();
        }
        return rows.size() + Sql.batch(em, "DELETE FROM KCW_JOB WHERE ID = ?", List.of(List.of(job)));
    }

    /** What goes with a workspace. Jobs first: that waits for a batch at work, which has locked its job. */
    static void deleteOf(EntityManager em, WorkspaceId workspace) {
        for (String table : List.of("KCW_JOB", "KCW_JOB_ROW")) {
            Sql.batch(em, "DELETE FROM " + table + " WHERE WORKSPACE_ID = ?", List.of(List.of(workspace.value())));
        }
    }

    private static Sql ofJob(Job job) {
        return new Sql(ROW, job.id(), job.workspace().value(), job.realm().value());
    }

    private static String starterId(Job job) {
        UserId id = job.starter().actor().id();
        return id == null ? "-" : id.value();
    }

    private static String key(String emailKey) {
        return emailKey.length() > LONGEST_KEY ? emailKey.substring(0, LONGEST_KEY) : emailKey;
    }

    private static Job job(ResultSet row) throws SQLException {
        long finished = row.getLong(21);
        Long finishedAt = row.wasNull() ? null : finished;
        return new Job(
                row.getString(1),
                new RealmId(row.getString(2)),
                new WorkspaceId(row.getString(3)),
                new Starter(
                        row.getString(9),
                        new Actor(
                                new UserId(row.getString(8)),
                                row.getString(10),
                                Actor.Kind.valueOf(row.getString(11)),
                                Actor.Cause.IMPORT,
                                row.getString(12),
                                row.getString(13),
                                row.getString(1)),
                        row.getBoolean(14),
                        row.getBoolean(22),
                        row.getString(15)),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                Job.Status.valueOf(row.getString(4)),
                new Job.Counts(row.getInt(16), row.getInt(17), row.getInt(18), row.getInt(19)),
                row.getLong(20),
                finishedAt);
    }

    private static JobRow row(ResultSet row) throws SQLException {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (int index = 0; index < CELLS.size(); index++) {
            String cell = row.getString(index + 4);
            if (cell != null) {
                cells.put(CELLS.get(index), cell);
            }
        }
        return new JobRow(row.getInt(1), cells, JobRow.State.valueOf(row.getString(2)), issues(row.getString(3)));
    }

    private static @Nullable String issues(List<Issue> issues) {
        if (issues.isEmpty()) {
            return null;
        }
        return StoredJson.write(issues.stream()
                .limit(MOST_ISSUES)
                .map(issue -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("field", issue.field());
                    json.put("code", issue.code().name());
                    json.put("message", cut(issue.message()));
                    return json;
                })
                .toList());
    }

    private static String cut(String message) {
        return message.length() > LONGEST_ISSUE ? message.substring(0, LONGEST_ISSUE - 1) + "…" : message;
    }

    private static List<Issue> issues(@Nullable String json) {
        return json == null
                ? List.of()
                : StoredJson.objects(json).stream()
                        .map(issue -> new Issue(
                                String.valueOf(issue.get("field")),
                                Issue.Code.valueOf(String.valueOf(issue.get("code"))),
                                String.valueOf(issue.get("message"))))
                        .toList();
    }
}
