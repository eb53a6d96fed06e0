package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.Transport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The way to sinks of every kind. */
public final class Transports implements Transport, AutoCloseable {

    private static final Pattern NO_HOST = Pattern.compile("[^a-zA-Z0-9.-]");

    private final Map<Sink.Kind, Transport> kinds = new EnumMap<>(Sink.Kind.class);
    private final Deadlines deadlines = new Deadlines();

    Transports(Addresses addresses, Supplier<SSLContext> tls, Limits limits, Clock clock, String host) {
        Http http = new Http(addresses, tls, limits, deadlines, clock);
        kinds.put(Sink.Kind.WEBHOOK, new WebhookTransport(http));
        kinds.put(Sink.Kind.SPLUNK, new SplunkTransport(http, host));
        kinds.put(Sink.Kind.OTLP, new OtlpTransport(http, host));
        kinds.put(Sink.Kind.SYSLOG, new SyslogTransport(addresses, tls, limits, deadlines, host));
        kinds.put(Sink.Kind.LOG, new LogTransport());
    }

    /** Trusts whom the server trusts: Keycloak puts its truststore in the place of Java's. */
    public static Transports ofServer(Clock clock) {
        return new Transports(new Addresses(), Transports::ofJava, Limits.DEFAULT, clock, host());
    }

    private static SSLContext ofJava() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("no default TLS", impossible);
        }
    }

    @Override
    public Report send(Target target, List<Message> messages) {
        return Objects.requireNonNull(kinds.get(target.kind())).send(target, messages);
    }

    private static String host() {
        try {
            return NO_HOST.matcher(InetAddress.getLocalHost().getHostName()).replaceAll("");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
