package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.sink.Endpoint;
import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.Target;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** What tests of transports share. */
final class TransportFixture {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Short, so that who never answers is soon given up. */
    static final Limits SHORT =
            new Limits(Duration.ofMillis(500), Duration.ofMillis(800), Duration.ofSeconds(5), 64 * 1024);

    private TransportFixture() {}

    static Transports transports() {
        return transports(new Addresses(), TransportFixture::defaultTls);
    }

    static Transports transports(Addresses addresses, java.util.function.Supplier<SSLContext> tls) {
        return new Transports(addresses, tls, SHORT, Clock.systemUTC(), "node-1");
    }

    static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A target on this machine, which the list of the realm allows. */
    static Target local(Sink.Kind kind, String url, String... secrets) {
        Endpoint endpoint = Endpoint.parse(url).orElseThrow();
        return new Target(kind, "realm", Schema.NATIVE, endpoint, List.of(secrets), Set.of(endpoint.collector()));
    }

    static List<Message> messages(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> message(seq, "plain"))
                .toList();
    }

    static Message message(long seq, String text) {
        return new Message(
                "event-" + seq,
                seq,
                1_795_225_200_123L,
                "ROLE_CREATED",
                6,
                Map.of("id", "event-" + seq, "seq", seq, "text", text, "list", List.of(1, true, 2.5, "x")));
    }
}
