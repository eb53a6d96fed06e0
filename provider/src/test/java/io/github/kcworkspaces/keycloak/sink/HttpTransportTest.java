package io.github.kcworkspaces.keycloak.sink;

import static io.github.kcworkspaces.keycloak.sink.TransportFixture.SECRET;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.local;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.message;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.messages;
import static io.github.kcworkspaces.keycloak.sink.TransportFixture.transports;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.sink.Endpoint;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Report.About;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpTransportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Transports transports = transports();

    @AfterEach
    void close() {
        transports.close();
    }

    @Test
    void thePublishedLibraryVerifiesWhatAWebhookGetsWithTheNewAndTheFormerSecret() throws Exception {
        String former = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        try (RawServer server = RawServer.answering("204 No Content")) {
            Target target = local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port() + "/hook", SECRET, former);
            assertThat(transports.send(target, List.of(message(1, "\u00FC\u2028\n"))))
                    .isEqualTo(Report.all(1));
            RawServer.Request request = server.requests().get(0);
            assertThat(request.head()).startsWith("POST /hook HTTP/1.1");
            HttpHeaders headers = HttpHeaders.of(
                    Map.of(
                            "webhook-id", List.of(request.header("webhook-id")),
                            "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                            "webhook-signature", List.of(request.header("webhook-signature"))),
                    (name, value) -> true);
            new Webhook(SECRET).verify(request.text(), headers);
            new Webhook(former).verify(request.text(), headers);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> new Webhook(SECRET).verify(request.text() + " ", headers))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThat(request.header("webhook-id")).isEqualTo("event-1");
            JsonNode body = MAPPER.readTree(request.body());
            assertThat(body.get("type").textValue()).isEqualTo("ROLE_CREATED");
            assertThat(Instant.parse(body.get("timestamp").textValue()).toEpochMilli())
                    .isEqualTo(1_795_225_200_123L);
            assertThat(body.at("/data/text").textValue()).isEqualTo("\u00FC\u2028\n");
        }
    }

    @Test
    void thePublishedVectorIsSignedAsPublished() {
        assertThat(WebhookTransport.signature(
                        SECRET,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void webhooksAreSentOneByOneInOrderOverOneConnection() throws IOException {
        try (RawServer server = RawServer.answering("200 OK")) {
            Target target = local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port(), SECRET);
            assertThat(transports.send(target, messages(20))).isEqualTo(Report.all(20));
            assertThat(server.requests())
                    .extracting(request -> request.header("webhook-id"))
                    .containsExactlyElementsOf(
                            messages(20).stream().map(message -> message.id()).toList());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, EVENT",
        "413, EVENT",
        "422, EVENT",
        "410, END",
        "401, SINK",
        "403, SINK",
        "404, SINK",
        "408, SINK",
        "429, SINK",
        "500, SINK",
        "503, SINK",
        "301, SINK",
        "302, SINK",
        "307, SINK",
        "308, SINK"
    })
    void aStatusSaysWhatAFailureIsAbout(int status, About about) throws IOException {
        try (RawServer elsewhere = RawServer.answering("200 OK");
                RawServer server = RawServer.answering(
                        "200 OK",
                        status + " Nope\r\nLocation: http://localhost:" + elsewhere.port()
                                + "/\r\nRefresh: 0; url=http://localhost:" + elsewhere.port() + "/")) {
            Target target = local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port(), SECRET);
            Report report = transports.send(target, messages(3));
            assertThat(report.delivered()).isEqualTo(1);
            assertThat(failure(report).about()).isEqualTo(about);
            assertThat(failure(report).reason()).contains("HTTP " + status).doesNotContain("Nope");
            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aSinkSaysHowLongToWait() throws IOException {
        try (RawServer server = RawServer.answering("429 Slow\r\nRetry-After: 120")) {
            Report report =
                    transports.send(local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port(), SECRET), messages(1));
            assertThat(failure(report).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        }
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        assertThat(Answer.retryAfter("Sat, 21 Nov 2026 00:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Answer.retryAfter("Sat, 21 Nov 2020 00:00:30 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(Answer.retryAfter("99999999", now)).isEqualTo(Duration.ofDays(1));
        assertThat(Answer.retryAfter("99999999999999999999", now)).isNull();
        assertThat(Answer.retryAfter("-5", now)).isNull();
        assertThat(Answer.retryAfter("soon", now)).isNull();
        assertThat(Answer.retryAfter(null, now)).isNull();
    }

    @Test
    void whoNeverAnswersIsGivenUpSoon() throws IOException {
        try (RawServer server =
                new RawServer((socket, request) -> socket.getInputStream().read())) {
            assertGivenUp(server, "no answer in time");
        }
    }

    @Test
    void whoAnswersByteByByteIsGivenUpSoon() throws IOException {
        try (RawServer server = new RawServer((socket, request) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            drip(socket, ".");
        })) {
            assertGivenUp(server, "no answer in time");
        }
    }

    @Test
    void whoNeverEndsItsHeadersIsGivenUpSoon() throws IOException {
        try (RawServer server = new RawServer((socket, request) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                RawServer.write(socket, "X-Header: " + "x".repeat(100) + "\r\n");
            }
        })) {
            assertGivenUp(server, "the connection broke");
        }
    }

    @Test
    void whoOnlyEverGivesInterimAnswersIsGivenUpSoon() throws IOException {
        try (RawServer server = new RawServer((socket, request) -> drip(socket, "HTTP/1.1 100 Continue\r\n\r\n"))) {
            assertGivenUp(server, "no answer in time");
        }
    }

    @Test
    void whoHasNoEndIsHungUpOn() throws IOException {
        AtomicInteger written = new AtomicInteger();
        try (RawServer server = new RawServer((socket, request) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n");
            byte[] chunk = new byte[64 * 1024];
            while (true) {
                socket.getOutputStream().write(chunk);
                written.addAndGet(chunk.length);
            }
        })) {
            Report report =
                    transports.send(local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port(), SECRET), messages(1));
            assertThat(report).isEqualTo(Report.all(1));
            assertThat(written.get()).isLessThan(50_000_000);
        }
    }

    @Test
    void whoBreaksTheConnectionOrSpeaksSomethingElseIsTriedAgainLater() throws IOException {
        try (RawServer server = new RawServer((socket, request) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertGivenUp(server, "the connection broke");
        }
        try (RawServer server = new RawServer((socket, request) -> {
            RawServer.write(socket, "SSH-2.0-OpenSSH_9.6 secret banner\r\n\r\n");
            socket.close();
        })) {
            assertGivenUp(server, "the connection broke");
        }
    }

    @Test
    void whoIsNotThereIsTriedAgainLater() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Report report = transports.send(local(Sink.Kind.WEBHOOK, "http://localhost:" + port, SECRET), messages(1));
        assertThat(failure(report).reason()).isEqualTo("no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
    void withoutTheRealmsLeaveNothingOfThisMachineIsDialled(String host) throws IOException {
        try (RawServer server = RawServer.answering("200 OK")) {
            Endpoint endpoint =
                    Endpoint.parse("http://" + host + ":" + server.port()).orElseThrow();
            Target target = new Target(Sink.Kind.WEBHOOK, "realm", Schema.NATIVE, endpoint, List.of(SECRET), Set.of());
            assertThat(failure(transports.send(target, messages(1))).reason()).isEqualTo("the address is not allowed");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aNameThatTurnsInsideIsNotDialledAndLookedUpOnceForAConnection() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        InetAddress outside = InetAddress.getAllByName("93.184.216.34")[0];
        InetAddress inside = InetAddress.getLoopbackAddress();
        try (RawServer server = RawServer.answering("200 OK")) {
            // The first answer is for whoever looks before he dials; from then on the name turns to the inside.
            Addresses rebinding =
                    new Addresses(host -> new InetAddress[] {lookups.getAndIncrement() == 0 ? outside : inside});
            assertThat(rebinding.now("rebound.example.org")).containsExactly(outside);
            try (Transports turned = transports(rebinding, TransportFixture::defaultTls)) {
                Endpoint endpoint = Endpoint.parse("http://rebound.example.org:" + server.port())
                        .orElseThrow();
                Target target =
                        new Target(Sink.Kind.WEBHOOK, "realm", Schema.NATIVE, endpoint, List.of(SECRET), Set.of());
                for (int attempt = 1; attempt <= 100; attempt++) {
                    assertThat(failure(turned.send(target, messages(1))).reason())
                            .isEqualTo("the address is not allowed");
                    assertThat(lookups.get()).isEqualTo(attempt + 1);
                }
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void splunkGetsAllOfABatchAtOnceWithItsToken() throws Exception {
        try (RawServer server = RawServer.answering("200 OK")) {
            Target target = local(Sink.Kind.SPLUNK, "http://localhost:" + server.port(), "the-token");
            assertThat(transports.send(target, messages(150))).isEqualTo(Report.all(150));
            assertThat(server.requests()).hasSize(2);
            RawServer.Request request = server.requests().get(0);
            assertThat(request.head()).startsWith("POST /services/collector/event ");
            assertThat(request.header("Authorization")).isEqualTo("Splunk the-token");
            try (MappingIterator<JsonNode> events =
                    MAPPER.readerFor(JsonNode.class).readValues(request.body())) {
                List<JsonNode> all = events.readAll();
                assertThat(all).hasSize(100);
                assertThat(all.get(0).get("time").doubleValue()).isEqualTo(1_795_225_200.123);
                assertThat(all.get(99).at("/event/id").textValue()).isEqualTo("event-100");
                assertThat(all.get(0).get("sourcetype").textValue()).isEqualTo("keycloak:workspaces");
            }
        }
    }

    @Test
    void aPoisonEventOfABatchIsFoundBySendingOneByOne() throws IOException {
        try (RawServer server = new RawServer((socket, request) -> RawServer.write(
                socket,
                "HTTP/1.1 " + (request.text().contains("event-7\"") ? "400 Bad" : "200 OK")
                        + "\r\nContent-Length: 0\r\n\r\n"))) {
            Target target = local(Sink.Kind.SPLUNK, "http://localhost:" + server.port() + "/custom", "the-token");
            Report report = transports.send(target, messages(20));
            assertThat(report.delivered()).isEqualTo(6);
            assertThat(failure(report).about()).isEqualTo(About.EVENT);
        }
    }

    @Test
    void whatSplunkSaysOfItsSetUpIsNotTheEventsFault() throws IOException {
        String body = "{\"text\":\"Incorrect index\",\"code\":7,\"invalid-event-number\":0}";
        try (RawServer server = new RawServer((socket, request) ->
                RawServer.write(socket, "HTTP/1.1 400 Bad\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))) {
            Report report = transports.send(
                    local(Sink.Kind.SPLUNK, "http://localhost:" + server.port(), "the-token"), messages(2));
            assertThat(failure(report).about()).isEqualTo(About.SINK);
            assertThat(failure(report).reason()).isEqualTo("HTTP 400, HEC code 7");
        }
    }

    @Test
    void aCollectorOfOpenTelemetryGetsLogRecords() throws Exception {
        try (RawServer server = RawServer.answering("200 OK")) {
            Target target = local(Sink.Kind.OTLP, "http://localhost:" + server.port(), "Bearer t");
            assertThat(transports.send(target, messages(3))).isEqualTo(Report.all(3));
            RawServer.Request request = server.requests().get(0);
            assertThat(request.head()).startsWith("POST /v1/logs ");
            assertThat(request.header("Authorization")).isEqualTo("Bearer t");
            JsonNode records = MAPPER.readTree(request.body()).at("/resourceLogs/0/scopeLogs/0/logRecords");
            assertThat(records).hasSize(3);
            assertThat(records.at("/0/timeUnixNano").textValue()).isEqualTo("1795225200123000000");
            assertThat(records.at("/0/severityNumber").intValue()).isEqualTo(9);
            assertThat(records.at("/0/eventName").textValue()).isEqualTo("ROLE_CREATED");
            assertThat(records.at("/2/attributes/0/value/stringValue").textValue())
                    .isEqualTo("event-3");
            assertThat(records.at("/0/body/kvlistValue/values").findValuesAsText("intValue"))
                    .contains("1");
        }
    }

    @Test
    void aRecordThatACollectorThrowsAwayIsNotTakenForDelivered() throws IOException {
        String body = "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"no\"}}";
        try (RawServer server = new RawServer((socket, request) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))) {
            Report report = transports.send(local(Sink.Kind.OTLP, "http://localhost:" + server.port()), messages(1));
            assertThat(failure(report).about()).isEqualTo(About.EVENT);
        }
    }

    private void assertGivenUp(RawServer server, String reason) {
        Instant begin = Instant.now();
        Report report =
                transports.send(local(Sink.Kind.WEBHOOK, "http://localhost:" + server.port(), SECRET), messages(2));
        assertThat(failure(report)).isEqualTo(new Report.Failure(About.SINK, reason, null));
        assertThat(report.delivered()).isZero();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
    }

    private static Report.Failure failure(Report report) {
        return Objects.requireNonNull(report.failure());
    }

    /** Again and again, with a pause that any idle timeout allows. */
    private static void drip(java.net.Socket socket, String text) throws IOException {
        socket.setSoTimeout(50);
        while (true) {
            RawServer.write(socket, text);
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (java.net.SocketTimeoutException pause) {
                // Nothing is expected.
            }
        }
    }
}
