package io.github.kcworkspaces.it.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** CPU time of server and database: all processes below this one; the driver itself does not count. */
final class Cpu {

    private Cpu() {}

    /** CPU time used so far, in milliseconds, by those that still run. */
    static double used() {
        try (Stream<ProcessHandle> processes = ProcessHandle.current().descendants()) {
            return processes
                            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                            .mapToLong(Duration::toNanos)
                            .sum()
                    / 1e6;
        }
    }
}
