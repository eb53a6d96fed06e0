package io.github.kcworkspaces.sink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Port: the sinks of all realms, as those see them who send. Time is the database's. */
public interface DeliveryStore {

    /**
     * A sink that there is something for.
     *
     * @param failing whether the last attempt failed
     */
    record Due(String sink, boolean failing) {}

    /** How far the sinks of a kind are behind at most. */
    record Lag(Sink.Kind kind, long rows) {}

    long now();

    /** Those that wait longest first, without those that another node is at work for. */
    List<Due> due(int max);

    /** @return empty if somebody else was faster, or the sink is off */
    Optional<Claim> claim(String sink, Duration lease);

    /**
     * Stores how far the sink has come.
     *
     * @param lease how long it stays claimed; zero lets it go
     * @return whether it was still claimed by the same; otherwise nothing is stored
     */
    boolean save(Claim claim, Progress progress, Duration lease);

    /** Switches the sink off; stands beside {@link #save}. */
    void switchOff(Claim claim);

    /** The first of the dead letters that wait to be sent again. */
    Optional<DeadLetter> queued(Claim claim);

    /** Stores it, in place of an earlier one of the same row. */
    void bury(Claim claim, DeadLetter letter);

    /** It was taken at last. */
    void remove(Claim claim, DeadLetter letter);

    List<Lag> lags();
}
