package io.github.kcworkspaces.keycloak.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that behaves as it is told, and counts who comes. */
final class RawServer implements AutoCloseable {

    /** What it does with a connection. */
    @FunctionalInterface
    interface Behaviour {
        void serve(Socket socket, Request request) throws IOException;
    }

    record Request(String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return body;
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    threads.execute(() -> serve(socket, behaviour));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /** Answers with a status line, headers and no body, one request after another. */
    static RawServer answering(String... heads) throws IOException {
        AtomicInteger next = new AtomicInteger();
        return new RawServer((socket, request) -> {
            String head = heads[Math.min(next.getAndIncrement(), heads.length - 1)];
            write(socket, "HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
        });
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    int port() {
        return server.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    private void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            Request request = read(socket.getInputStream());
            while (request != null) {
                requests.add(request);
                behaviour.serve(socket, request);
                request = read(socket.getInputStream());
            }
        } catch (IOException gone) {
            // The client has had enough: that is what is tested.
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        Request request = new Request(head.toString(StandardCharsets.ISO_8859_1), "");
        String length = request.header("Content-Length");
        return new Request(
                request.head(),
                new String(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
