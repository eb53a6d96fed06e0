package io.github.kcworkspaces.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time of server and database; the driver itself does not count. */
final class Cpu {

    private static final double NANOSECONDS_IN_A_MILLISECOND = 1e6;

    private Cpu() {}

    /**
     * What has been used so far, by each thread (Linux) or each process (elsewhere) that runs now. Of a thread that ends
     * between two readings its last share is lost; the server and its database work with pools.
     *
     * @param nanoseconds by an id of thread or process
     */
    record Reading(Map<String, Long> nanoseconds) {

        Reading {
            nanoseconds = Map.copyOf(nanoseconds);
        }

        /** Milliseconds. */
        double since(Reading before) {
            long used = nanoseconds.entrySet().stream()
                    .mapToLong(one -> one.getValue() - before.nanoseconds().getOrDefault(one.getKey(), 0L))
                    .sum();
            return used / NANOSECONDS_IN_A_MILLISECOND;
        }
    }

    /**
     * Of the processes below this one, and of the database, which detaches itself when it starts.
     *
     * @param database the first process of the database
     */
    static Reading read(ProcessHandle database) {
        Map<String, Long> used = new HashMap<>();
        Stream<ProcessHandle> server = ProcessHandle.current().descendants();
        Stream<ProcessHandle> postgres = Stream.concat(Stream.of(database), database.descendants());
        Stream.concat(server, postgres).distinct().forEach(process -> add(process, used));
        return new Reading(used);
    }

    /** Processes are counted by the system in steps of 10 ms, as much as ten decisions take; threads in nanoseconds. */
    private static void add(ProcessHandle process, Map<String, Long> used) {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            process.info()
                    .totalCpuDuration()
                    .map(Duration::toNanos)
                    .ifPresent(time -> used.put("" + process.pid(), time));
            return;
        }
        for (Path thread : list(threads)) {
            try {
                String time = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
                used.put(thread.getFileName().toString(), Long.valueOf(time));
            } catch (IOException ended) {
                used.remove(thread.getFileName().toString());
            }
        }
    }

    private static List<Path> list(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.toList();
        } catch (IOException ended) {
            return List.of();
        } catch (UncheckedIOException ended) {
            return List.of();
        }
    }
}
