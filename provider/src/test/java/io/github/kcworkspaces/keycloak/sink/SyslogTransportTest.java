package io.github.kcworkspaces.keycloak.sink;

import static io.github.kcworkspaces.keycloak.sink.TransportFixture.local;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.message;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.messages;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.transports;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SyslogTransportTest {

    private final Transports transports = transports();

    @AfterEach
    void close() {
        transports.close();
    }

    @Test
    void framesAreCountedInBytesAndHoldOneMessageEach() throws Exception {
        List<Message> sent =
                List.of(message(1, "plain"), message(2, "\u00FC\u20AC\uD83D\uDE00"), message(3, "a\nb\r\n"));
        try (ServerSocket server = listener()) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> all(server));
            Report report = transports.send(local(Sink.Kind.SYSLOG, "tcp://localhost:" + server.getLocalPort()), sent);
            assertThat(report).isEqualTo(Report.all(3));
            List<String> frames = frames(received.get());
            assertThat(frames).hasSize(3);
            assertThat(frames.get(0))
                    .matches("<110>1 2026-11-21T01:40:00\\.123Z node-1 keycloak \\d+ ROLE_CREATED - \uFEFF\\{.*\\}");
            assertThat(frames.get(1)).contains("\u00FC\u20AC\uD83D\uDE00");
            assertThat(frames).noneMatch(frame -> frame.contains("\n") || frame.contains("\r"));
        }
    }

    @Test
    void aReceiverThatBreaksBeforeItHasReadAllGetsItAgain() throws Exception {
        try (ServerSocket server = listener()) {
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            Report report =
                    transports.send(local(Sink.Kind.SYSLOG, "tcp://localhost:" + server.getLocalPort()), messages(50));
            broken.get();
            assertThat(report.delivered()).isZero();
            assertThat(Objects.requireNonNull(report.failure()).reason()).isEqualTo("the connection broke");
        }
    }

    @Test
    void aReceiverThatTakesNothingIsGivenUp() throws Exception {
        try (ServerSocket server = listener()) {
            String big = "x".repeat(1_000_000);
            List<Message> much = new ArrayList<>();
            for (int seq = 1; seq <= 40; seq++) {
                much.add(message(seq, big));
            }
            Report report = transports.send(local(Sink.Kind.SYSLOG, "tcp://localhost:" + server.getLocalPort()), much);
            assertThat(Objects.requireNonNull(report.failure()).reason()).isEqualTo("no answer in time");
        }
    }

    @Test
    void aReceiverWithoutATrustedCertificateGetsNothing() throws Exception {
        try (ServerSocket server = listener()) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> all(server));
            Report report =
                    transports.send(local(Sink.Kind.SYSLOG, "tls://localhost:" + server.getLocalPort()), messages(1));
            assertThat(report.delivered()).isZero();
            assertThat(new String(received.get(), StandardCharsets.ISO_8859_1)).doesNotContain("event-1");
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static byte[] all(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(2_000);
            return socket.getInputStream().readAllBytes();
        } catch (IOException failed) {
            return new byte[0];
        }
    }

    /** As a receiver reads them: the length in digits, a space, so many bytes. */
    private static List<String> frames(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        List<String> frames = new ArrayList<>();
        int next = in.read();
        while (next >= 0) {
            int length = 0;
            while (next != ' ') {
                length = length * 10 + Character.digit(next, 10);
                next = in.read();
            }
            frames.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            next = in.read();
        }
        return frames;
    }
}
