package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.sink.Claim;
import io.github.kcworkspaces.sink.DeadLetter;
import io.github.kcworkspaces.sink.DeliveryStore;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.Sink;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sinks in {@code KCW_SINK} with the lease under which one node sends to each. Who claims one moves the end of the lease and
 * counts the claims up: an update that names an older claim meets no row.
 */
public final class JpaDeliveryStore implements DeliveryStore {

    private static final int LONGEST_ERROR = 255;
    private static final String CLAIMED = " WHERE ID = ? AND REALM_ID = ? AND LEASE_NO = ?";

    private final EntityManager em;

    public JpaDeliveryStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public long now() {
        return new Sql("SELECT " + Sql.NOW).list(em, row -> row.getLong(1)).get(0);
    }

    @Override
    public List<Due> due(int max) {
        return new Sql(
                        "SELECT s.ID, s.ATTEMPTS FROM KCW_SINK s JOIN KCW_SEAL h ON h.REALM_ID = s.REALM_ID"
                                + " WHERE s.ENABLED = TRUE AND s.NEXT_ATTEMPT_AT <= " + Sql.NOW
                                + " AND s.LEASE_UNTIL <= "
                                + Sql.NOW + " AND (s.POSITION_NO < h.HEAD_SEQ OR EXISTS (SELECT 1 FROM KCW_SINK_DEAD d"
                                + " WHERE d.SINK_ID = s.ID AND d.QUEUED = TRUE)) ORDER BY s.NEXT_ATTEMPT_AT, s.LEASE_UNTIL,"
                                + " s.ID LIMIT ?",
                        max)
                .list(em, row -> new Due(row.getString(1), row.getInt(2) > 0));
    }

    @Override
    public Optional<Claim> claim(String sink, Duration lease) {
        int claimed = Sql.batch(
                em,
                "UPDATE KCW_SINK SET LEASE_UNTIL = " + Sql.NOW + " + ?, LEASE_NO = LEASE_NO + 1 WHERE ID = ?"
                        + " AND ENABLED = TRUE AND NEXT_ATTEMPT_AT <= " + Sql.NOW + " AND LEASE_UNTIL <= " + Sql.NOW,
                List.of(List.of(lease.toMillis(), sink)));
        return claimed == 0
                ? Optional.empty()
                : new Sql(
                                "SELECT " + SinkRows.SINK + ", " + SinkRows.PROGRESS
                                        + ", s.LEASE_NO FROM KCW_SINK s WHERE s.ID = ?",
                                sink)
                                .list(
                                        em,
                                        row -> new Loaded(
                                                SinkRows.sink(row), SinkRows.progress(row, 13), row.getLong(20)))
                                .stream()
                                .findFirst()
                                .map(this::claim);
    }

    private record Loaded(Sink sink, Progress progress, long lease) {}

    private Claim claim(Loaded loaded) {
        Sink sink = loaded.sink();
        return new Claim(
                sink,
                loaded.progress(),
                SinkRows.secret(em, sink),
                SinkRows.allowList(em, sink.realm()),
                loaded.lease());
    }

    @Override
    public boolean save(Claim claim, Progress progress, Duration lease) {
        String error = progress.lastError();
        return Sql.batch(
                        em,
                        "UPDATE KCW_SINK SET POSITION_NO = ?, ATTEMPTS = ?, REFUSALS = ?, NEXT_ATTEMPT_AT = ?,"
                                + " LAST_ERROR = ?, LAST_SUCCESS_AT = ?, DELIVERED = ?, LEASE_UNTIL = " + Sql.NOW
                                + " + ?"
                                + CLAIMED,
                        List.of(Arrays.<@Nullable Object>asList(
                                progress.position(),
                                progress.attempts(),
                                progress.refusals(),
                                progress.nextAttemptAt(),
                                error == null || error.length() <= LONGEST_ERROR
                                        ? error
                                        : error.substring(0, LONGEST_ERROR),
                                progress.lastSuccessAt(),
                                progress.delivered(),
                                lease.toMillis(),
                                claim.sink().id(),
                                claim.sink().realm().value(),
                                claim.lease())))
                > 0;
    }

    @Override
    public void switchOff(Claim claim) {
        Sql.batch(
                em,
                "UPDATE KCW_SINK SET ENABLED = FALSE, VERSION = VERSION + 1" + CLAIMED,
                List.of(List.of(claim.sink().id(), claim.sink().realm().value(), claim.lease())));
    }

    @Override
    public Optional<DeadLetter> queued(Claim claim) {
        return new Sql(
                        "SELECT " + SinkRows.LETTER + " FROM KCW_SINK_DEAD d WHERE d.SINK_ID = ? AND d.REALM_ID = ?"
                                + " AND d.QUEUED = TRUE ORDER BY d.SEQ LIMIT 1",
                        claim.sink().id(),
                        claim.sink().realm().value())
                .list(em, SinkRows::letter).stream().findFirst();
    }

    @Override
    public void bury(Claim claim, DeadLetter letter) {
        remove(claim, letter);
        Sql.batch(
                em,
                "INSERT INTO KCW_SINK_DEAD (SINK_ID, REALM_ID, SEQ, EVENT_ID, ACTIVITY, REASON, BURIED_AT, QUEUED)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(List.of(
                        claim.sink().id(),
                        claim.sink().realm().value(),
                        letter.seq(),
                        letter.eventId(),
                        letter.type(),
                        letter.reason(),
                        letter.at(),
                        letter.queued())));
    }

    @Override
    public void remove(Claim claim, DeadLetter letter) {
        Sql.batch(
                em,
                "DELETE FROM KCW_SINK_DEAD WHERE SINK_ID = ? AND REALM_ID = ? AND SEQ = ?",
                List.of(List.of(claim.sink().id(), claim.sink().realm().value(), letter.seq())));
    }

    @Override
    public List<Lag> lags() {
        return new Sql("SELECT s.KIND, MAX(h.HEAD_SEQ - s.POSITION_NO) FROM KCW_SINK s JOIN KCW_SEAL h"
                        + " ON h.REALM_ID = s.REALM_ID WHERE s.ENABLED = TRUE GROUP BY s.KIND")
                .list(em, row -> new Lag(Sink.Kind.valueOf(row.getString(1)), Math.max(0, row.getLong(2))));
    }
}
