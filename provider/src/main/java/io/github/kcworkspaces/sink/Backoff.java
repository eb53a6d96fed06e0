package io.github.kcworkspaces.sink;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long a sink is left alone after a failure: twice as long each time, not all at the same moment, as it asks. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 10;
    private static final double SPREAD = 0.2;

    private final DoubleSupplier random;

    /** @param random between 0 and 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * @param attempts that failed in a row, from 1
     * @param asked by the sink; null if it does not say
     */
    Duration after(int attempts, @Nullable Duration asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        Duration wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        double spread = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
        Duration own = Duration.ofMillis((long) (wait.toMillis() * spread));
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }
}
