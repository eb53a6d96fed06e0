package io.github.kcworkspaces.it.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Sends requests from several clients at once, bounded in number, to the server on this machine. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 8;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ProcessHandle database;

    /** @param database the first process of the database */
    Load(ProcessHandle database) {
        this.database = database;
    }

    /**
     * Sends so many requests and returns the CPU milliseconds of server and database for each.
     *
     * @param expected what an answer must be; a benchmark of errors would measure nothing
     */
    double run(int requests, IntFunction<HttpRequest> request, Predicate<HttpResponse<String>> expected) {
        Cpu.Reading before = Cpu.read(database);
        AtomicInteger next = new AtomicInteger();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            work.add(() -> {
                for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                    send(request.apply(number), expected);
                }
                return 0;
            });
        }
        try {
            for (Future<Integer> done : clients.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return Cpu.read(database).since(before) / requests;
    }

    /** What server and database have used so far. */
    Cpu.Reading used() {
        return Cpu.read(database);
    }

    private void send(HttpRequest request, Predicate<HttpResponse<String>> expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (!expected.test(response)) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
        }
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
