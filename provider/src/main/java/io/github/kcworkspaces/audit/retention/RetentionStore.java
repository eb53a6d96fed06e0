package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.Purge;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: policies, the runs in which rows leave, and the lease under which one node at a time works on a realm. */
public interface RetentionStore {

    RetentionPolicy policy(RealmId realm);

    /** Waits for the purge that is at work in the realm, and keeps it waiting until the transaction ends. */
    void setPolicy(RealmId realm, RetentionPolicy policy);

    Status status(RealmId realm);

    /**
     * How it goes.
     *
     * @param lookedAt when a node was here last, epoch milliseconds; null for never
     */
    record Status(@Nullable Obstacle obstacle, @Nullable Long lookedAt) {}

    /** Names of enabled sinks that have not got everything up to the row. */
    List<String> sinksBehind(RealmId realm, long seq);

    /** Realms with a policy that lets something go, and with nobody at work. */
    List<RealmId> due(int max);

    /** Empty while another node is at work. */
    Optional<Lease> claim(RealmId realm, Duration lease);

    /**
     * Goes on, alone until the transaction ends.
     *
     * @return false if somebody else has taken over
     */
    boolean renew(Lease lease, Duration duration);

    void release(Lease lease);

    /** A node's claim to work on a realm. */
    record Lease(RealmId realm, long number) {}

    void note(RealmId realm, @Nullable Obstacle obstacle, long at);

    /** Number of the last row that is sealed and that every enabled sink has got. */
    long delivered(RealmId realm);

    /** Whether the row that tells of the present policy is among the rows up to this number, or never was there. */
    boolean changeIsIn(RealmId realm, long seq);

    /** How many holds were ever lifted. */
    long holdsLifted(RealmId realm);

    /** The run that is under way. */
    Optional<PurgeRun> open(RealmId realm);

    /** The oldest rows that may go, up to {@code max}: nothing holds them, and they are not behind {@code upTo}. */
    Optional<Range> leaving(RealmId realm, TrailClass trailClass, long before, long upTo, int max);

    /** Numbers of the first and the last of some rows. */
    record Range(long firstSeq, long lastSeq) {}

    void begin(PurgeRun run);

    void update(PurgeRun run);

    /**
     * Rows of the run behind the number, in ascending order.
     *
     * @throws IllegalStateException for a row that nobody of us has written like that: it stays, as evidence
     */
    List<SealedRow> rows(PurgeRun run, long after, int max);

    /** The same, without what they say, up to a number. */
    List<Leaving> leaving(PurgeRun run, long upTo, int max);

    /** A row that leaves. */
    record Leaving(String id, long seq, String previous, String hash) {}

    /** Puts the gaps in the place of the rows. */
    void purge(List<Leaving> rows, Purge purge);

    /** Number of the first sealed row that is left; the one behind the last if there is none. */
    long firstLeft(RealmId realm);

    /**
     * Lets the chain begin there; what is in front is not needed any more, and goes a piece at a time. Nothing while the chain is
     * being sealed.
     *
     * @param signed that the chain begins behind the row with this hash
     */
    void beginBehind(Checkpoint signed, String hash);

    /** The newest first. */
    Page<PurgeRun> runs(RealmId realm, PageRequest request);
}
