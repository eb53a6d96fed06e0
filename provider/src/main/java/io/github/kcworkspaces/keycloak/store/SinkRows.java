package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.sink.DeadLetter;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.SealedSecret;
import io.github.kcworkspaces.sink.Sink;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Columns of {@code KCW_SINK} and of what hangs on it. */
final class SinkRows {

    /** Columns 1 to 12. */
    static final String SINK = "s.ID, s.REALM_ID, s.WORKSPACE_ID, s.NAME, s.KIND, s.FORMAT, s.URL, s.TYPES, s.ENABLED,"
            + " s.SECRET, s.CREATED_AT, s.VERSION";

    /** Seven columns. */
    static final String PROGRESS =
            "s.POSITION_NO, s.ATTEMPTS, s.REFUSALS, s.NEXT_ATTEMPT_AT, s.LAST_ERROR, s.LAST_SUCCESS_AT, s.DELIVERED";

    /** Six columns. */
    static final String LETTER = "d.SEQ, d.EVENT_ID, d.ACTIVITY, d.REASON, d.BURIED_AT, d.QUEUED";

    private SinkRows() {}

    static Sink sink(ResultSet row) throws SQLException {
        String workspace = row.getString(3);
        return new Sink(
                row.getString(1),
                new RealmId(row.getString(2)),
                workspace == null ? null : new WorkspaceId(workspace),
                row.getString(4),
                Sink.Kind.valueOf(row.getString(5)),
                Schema.valueOf(row.getString(6)),
                row.getString(7),
                StoredJson.texts(row.getString(8)),
                row.getBoolean(9),
                row.getString(10) != null,
                row.getLong(11),
                row.getLong(12));
    }

    /** @param first number of the first column */
    static Progress progress(ResultSet row, int first) throws SQLException {
        long success = row.getLong(first + 5);
        Long lastSuccess = row.wasNull() ? null : Long.valueOf(success);
        return new Progress(
                row.getLong(first),
                row.getInt(first + 1),
                row.getInt(first + 2),
                row.getLong(first + 3),
                row.getString(first + 4),
                lastSuccess,
                row.getLong(first + 6));
    }

    static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getBoolean(6));
    }

    static Optional<SealedSecret> secret(EntityManager em, Sink sink) {
        return new Sql(
                        "SELECT SECRET, FORMER_SECRET, FORMER_UNTIL FROM KCW_SINK WHERE ID = ? AND REALM_ID = ?"
                                + " AND SECRET IS NOT NULL",
                        sink.id(),
                        sink.realm().value())
                .list(em, row -> new SealedSecret(row.getString(1), row.getString(2), row.getLong(3))).stream()
                        .findFirst();
    }

    static List<String> allowList(EntityManager em, RealmId realm) {
        return new Sql("SELECT COLLECTOR FROM KCW_SINK_COLLECTOR WHERE REALM_ID = ? ORDER BY COLLECTOR", realm.value())
                .list(em, row -> row.getString(1));
    }
}
