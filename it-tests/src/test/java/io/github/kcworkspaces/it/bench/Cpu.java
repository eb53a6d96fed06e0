package io.github.kcworkspaces.it.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** CPU time of server and database; the driver itself does not count. */
final class Cpu {

    private Cpu() {}

    /**
     * CPU time used so far, in milliseconds, by those that still run: the processes below this one, and the database, which
     * detaches itself when it starts.
     *
     * @param database the first process of the database
     */
    static double used(ProcessHandle database) {
        Stream<ProcessHandle> server = ProcessHandle.current().descendants();
        Stream<ProcessHandle> postgres = Stream.concat(Stream.of(database), database.descendants());
        return Stream.concat(server, postgres)
                        .distinct()
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e6;
    }
}
