package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.sink.DeadLetter;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.SealedSecret;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.SinkStatus;
import io.github.kcworkspaces.sink.SinkStore;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sinks in {@code KCW_SINK}, what they have refused in {@code KCW_SINK_DEAD}. */
public final class JpaSinkStore implements SinkStore {

    private static final String NAME_KEY = "UK_KCW_SINK_NAME";
    private static final String ONE = " WHERE ID = ? AND REALM_ID = ?";

    private final EntityManager em;

    public JpaSinkStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public void insert(Sink sink, @Nullable String sealedSecret, long position) {
        WorkspaceId workspace = sink.workspace();
        StoreRules.racing(
                () -> Sql.batch(
                        em,
                        "INSERT INTO KCW_SINK (ID, REALM_ID, WORKSPACE_ID, NAME, NAME_KEY, KIND, FORMAT, URL, TYPES,"
                                + " ENABLED, SECRET, FORMER_UNTIL, CREATED_AT, VERSION, POSITION_NO, ATTEMPTS, REFUSALS,"
                                + " NEXT_ATTEMPT_AT, DELIVERED, LEASE_UNTIL, LEASE_NO)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, 0, 0, 0, 0, 0)",
                        List.of(Arrays.<@Nullable Object>asList(
                                sink.id(),
                                sink.realm().value(),
                                workspace == null ? null : workspace.value(),
                                sink.name(),
                                key(sink),
                                sink.kind().name(),
                                sink.format().name(),
                                sink.url(),
                                StoredJson.write((Object) sink.types()),
                                sink.enabled(),
                                sealedSecret,
                                sink.createdAt(),
                                sink.version(),
                                position))),
                NAME_KEY,
                StoreRules::sinkNameTaken);
    }

    @Override
    public Optional<Sink> find(RealmId realm, String id) {
        return new Sql(
                        "SELECT " + SinkRows.SINK + " FROM KCW_SINK s WHERE s.ID = ? AND s.REALM_ID = ?",
                        id,
                        realm.value())
                .list(em, SinkRows::sink).stream().findFirst();
    }

    @Override
    public Page<Sink> page(RealmId realm, @Nullable WorkspaceId workspace, PageRequest request) {
        long total = matching("SELECT COUNT(*)", realm, workspace, request.search())
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                matching("SELECT " + SinkRows.SINK, realm, workspace, request.search())
                        .append("ORDER BY s.NAME_KEY LIMIT ? OFFSET ?", request.max(), request.first())
                        .list(em, SinkRows::sink),
                total);
    }

    private static Sql matching(
            String select, RealmId realm, @Nullable WorkspaceId workspace, @Nullable String search) {
        Sql sql = new Sql(select + " FROM KCW_SINK s WHERE s.REALM_ID = ?", realm.value());
        if (workspace != null) {
            sql.append("AND s.WORKSPACE_ID = ?", workspace.value());
        }
        if (search != null && !search.isEmpty()) {
            sql.append("AND s.NAME_KEY LIKE ? ESCAPE '!'", Jpql.contains(search));
        }
        return sql;
    }

    @Override
    public int count(RealmId realm) {
        return new Sql("SELECT COUNT(*) FROM KCW_SINK WHERE REALM_ID = ?", realm.value())
                .list(em, row -> row.getInt(1))
                .get(0);
    }

    @Override
    public void update(Sink sink) {
        int updated = StoreRules.racing(
                () -> Sql.batch(
                        em,
                        "UPDATE KCW_SINK SET NAME = ?, NAME_KEY = ?, FORMAT = ?, URL = ?, TYPES = ?, ENABLED = ?,"
                                + " ATTEMPTS = 0, REFUSALS = 0, NEXT_ATTEMPT_AT = 0, LAST_ERROR = NULL,"
                                + " VERSION = VERSION + 1" + ONE + " AND VERSION = ?",
                        List.of(Arrays.<@Nullable Object>asList(
                                sink.name(),
                                key(sink),
                                sink.format().name(),
                                sink.url(),
                                StoredJson.write((Object) sink.types()),
                                sink.enabled(),
                                sink.id(),
                                sink.realm().value(),
                                sink.version()))),
                NAME_KEY,
                StoreRules::sinkNameTaken);
        StoreRules.rowIsAsItWasRead(updated);
    }

    @Override
    public Optional<SealedSecret> secret(Sink sink) {
        return SinkRows.secret(em, sink);
    }

    @Override
    public void setSecret(Sink sink, String sealed, @Nullable Long formerUntil) {
        // The right side reads the columns as they were.
        StoreRules.rowIsAsItWasRead(Sql.batch(
                em,
                "UPDATE KCW_SINK SET FORMER_SECRET = " + (formerUntil == null ? "NULL" : "SECRET")
                        + ", FORMER_UNTIL = ?, SECRET = ?, ATTEMPTS = 0, NEXT_ATTEMPT_AT = 0" + ONE,
                List.of(List.of(
                        formerUntil == null ? 0L : formerUntil,
                        sealed,
                        sink.id(),
                        sink.realm().value()))));
    }

    @Override
    public int delete(Sink sink) {
        int letters = Sql.batch(
                em,
                "DELETE FROM KCW_SINK_DEAD WHERE SINK_ID = ? AND REALM_ID = ?",
                List.of(List.of(sink.id(), sink.realm().value())));
        Sql.batch(
                em,
                "DELETE FROM KCW_SINK" + ONE,
                List.of(List.of(sink.id(), sink.realm().value())));
        return letters;
    }

    @Override
    public Progress progress(Sink sink) {
        return new Sql(
                        "SELECT " + SinkRows.PROGRESS + " FROM KCW_SINK s WHERE s.ID = ? AND s.REALM_ID = ?",
                        sink.id(),
                        sink.realm().value())
                .list(em, row -> SinkRows.progress(row, 1))
                .get(0);
    }

    @Override
    public List<SinkStatus> statuses(RealmId realm, List<Sink> sinks, long head) {
        Map<String, Sink> byId = new LinkedHashMap<>();
        sinks.forEach(sink -> byId.put(sink.id(), sink));
        Map<String, SinkStatus> found = new HashMap<>();
        new Sql(
                        "SELECT s.ID, (SELECT COUNT(*) FROM KCW_SINK_DEAD d WHERE d.SINK_ID = s.ID"
                                + " AND d.REALM_ID = s.REALM_ID), " + SinkRows.PROGRESS
                                + " FROM KCW_SINK s WHERE s.REALM_ID = ? AND s.ID",
                        realm.value())
                .in(byId.keySet())
                .list(em, row -> {
                    Sink sink = Objects.requireNonNull(byId.get(row.getString(1)));
                    return new SinkStatus(sink, SinkRows.progress(row, 3), head, row.getLong(2));
                })
                .forEach(status -> found.put(status.sink().id(), status));
        // Who was deleted meanwhile is left out.
        return byId.keySet().stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void rewind(Sink sink, long position) {
        Sql.batch(
                em,
                "UPDATE KCW_SINK SET POSITION_NO = ?, ATTEMPTS = 0, REFUSALS = 0, NEXT_ATTEMPT_AT = 0, LAST_ERROR = NULL,"
                        + " LEASE_NO = LEASE_NO + 1, LEASE_UNTIL = 0" + ONE,
                List.of(List.of(position, sink.id(), sink.realm().value())));
    }

    @Override
    public long deadLetters(Sink sink) {
        return new Sql(
                        "SELECT COUNT(*) FROM KCW_SINK_DEAD WHERE SINK_ID = ? AND REALM_ID = ?",
                        sink.id(),
                        sink.realm().value())
                .list(em, row -> row.getLong(1))
                .get(0);
    }

    @Override
    public Page<DeadLetter> deadLetters(Sink sink, PageRequest request) {
        return new Page<>(
                new Sql(
                                "SELECT " + SinkRows.LETTER + " FROM KCW_SINK_DEAD d WHERE d.SINK_ID = ?"
                                        + " AND d.REALM_ID = ? ORDER BY d.SEQ LIMIT ? OFFSET ?",
                                sink.id(),
                                sink.realm().value(),
                                request.max(),
                                request.first())
                        .list(em, SinkRows::letter),
                deadLetters(sink));
    }

    @Override
    public int requeue(Sink sink, Set<Long> seqs) {
        String all = "UPDATE KCW_SINK_DEAD SET QUEUED = TRUE WHERE SINK_ID = ? AND REALM_ID = ?";
        return seqs.isEmpty()
                ? Sql.batch(em, all, List.of(List.of(sink.id(), sink.realm().value())))
                : Sql.batch(
                        em,
                        all + " AND SEQ = ?",
                        seqs.stream()
                                .map(seq -> List.<@Nullable Object>of(
                                        sink.id(), sink.realm().value(), seq))
                                .toList());
    }

    @Override
    public List<String> allowList(RealmId realm) {
        return SinkRows.allowList(em, realm);
    }

    @Override
    public void allow(RealmId realm, Collection<String> collectors) {
        Sql.batch(em, "DELETE FROM KCW_SINK_COLLECTOR WHERE REALM_ID = ?", List.of(List.of(realm.value())));
        Sql.batch(
                em,
                "INSERT INTO KCW_SINK_COLLECTOR (REALM_ID, COLLECTOR) VALUES (?, ?)",
                collectors.stream()
                        .map(collector -> List.<@Nullable Object>of(realm.value(), collector))
                        .toList());
    }

    private static String key(Sink sink) {
        return sink.name().toLowerCase(Locale.ROOT);
    }
}
