package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Endpoint;
import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.Transport;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Syslog (RFC 5424) over TCP or TLS, its messages counted in bytes (RFC 5425, RFC 6587). The protocol has no answers: after
 * a batch the connection is ended in order and the other end is waited for, so that one that broke before all was read is
 * noticed, and the batch sent again. Over plain TCP messages may still be lost.
 */
final class SyslogTransport implements Transport {

    private static final int AUDIT = 13 * 8;
    private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** How long the other end may take to close its side. */
    private static final int FAREWELL_MILLIS = 1_000;

    private final Addresses addresses;
    private final Supplier<SSLContext> tls;
    private final Limits limits;
    private final Deadlines deadlines;
    private final String header;

    SyslogTransport(Addresses addresses, Supplier<SSLContext> tls, Limits limits, Deadlines deadlines, String host) {
        this.addresses = addresses;
        this.tls = tls;
        this.limits = limits;
        this.deadlines = deadlines;
        this.header = " " + (host.isEmpty() ? "-" : host) + " keycloak "
                + ProcessHandle.current().pid() + " ";
    }

    @Override
    public Report send(Target target, List<Message> messages) {
        AtomicBoolean late = new AtomicBoolean();
        try {
            send(target, messages, late);
            return Report.all(messages.size());
        } catch (IOException failed) {
            return Report.unreachable(0, HttpTransport.reason(late.get() ? new InterruptedIOException() : failed));
        }
    }

    private void send(Target target, List<Message> messages, AtomicBoolean late) throws IOException {
        try (Socket plain = connect(target)) {
            Deadlines.Deadline deadline = deadlines.in(limits.total(), () -> {
                late.set(true);
                hangUp(plain);
            });
            try (Socket socket = secured(plain, Objects.requireNonNull(target.endpoint()))) {
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                for (Message message : messages) {
                    out.write(frame(message));
                }
                out.flush();
                farewell(socket);
            } finally {
                deadline.close();
            }
        }
    }

    private Socket connect(Target target) throws IOException {
        Endpoint endpoint = Objects.requireNonNull(target.endpoint());
        IOException failure = new ConnectException();
        for (InetAddress address : addresses.of(endpoint, target.allowList())) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, endpoint.port()), (int)
                        limits.connect().toMillis());
                socket.setSoTimeout((int) limits.total().toMillis());
                return socket;
            } catch (IOException failed) {
                socket.close();
                failure = failed;
            }
        }
        throw failure;
    }

    /** The certificate must be for the host that was entered. */
    private Socket secured(Socket plain, Endpoint endpoint) throws IOException {
        if (endpoint.scheme() != Endpoint.Scheme.TLS) {
            return plain;
        }
        SSLSocket socket =
                (SSLSocket) tls.get().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Says that nothing follows, and hears whether the other end has closed in order. Some never do. */
    private static void farewell(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(FAREWELL_MILLIS);
        try {
            byte[] unasked = new byte[512];
            int most = 64;
            while (most > 0 && socket.getInputStream().read(unasked) >= 0) {
                most--;
            }
        } catch (SocketTimeoutException itStays) {
            // It has an open connection and takes what is in it.
        }
    }

    private byte[] frame(Message message) {
        String type = message.type().length() > 32 ? message.type().substring(0, 32) : message.type();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(ascii("<" + (AUDIT + message.severity()) + ">1 "
                + TIME.format(Instant.ofEpochMilli(message.at())) + header + type + " - "));
        text.writeBytes(UTF8_MARK);
        text.writeBytes(Payload.bytes(message.event()));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ascii(text.size() + " "));
        frame.writeBytes(text.toByteArray());
        return frame.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
