package io.github.kcworkspaces.it.support;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that does what nobody likes: it says nothing, refuses, or takes a mail and does not say so. */
public final class UnwillingMailServer implements AutoCloseable {

    /** How it behaves. */
    public enum Mood {
        /** Takes connections and never says a word. */
        SILENT,
        /** Puts every recipient off for now. */
        BUSY,
        /** Knows nobody. */
        REFUSING,
        /** Takes mails and never says that it has. */
        SECRETIVE
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<MailServer.Received> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Mood mood;

    private UnwillingMailServer(ServerSocket socket, Mood mood) {
        this.socket = socket;
        this.mood = mood;
    }

    public static UnwillingMailServer start(Mood mood) {
        try {
            UnwillingMailServer server =
                    new UnwillingMailServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), mood);
            server.threads.execute(server::listen);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the realm sends its mails here. */
    public UnwillingMailServer of(TestRealm realm) {
        MailServer.send(realm, socket.getLocalPort());
        return this;
    }

    public void become(Mood other) {
        mood = other;
    }

    /** How often somebody has tried. */
    public int asked() {
        return asked.get();
    }

    /** What it has taken without saying so. */
    public List<MailServer.Received> taken() {
        return taken;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                open.add(caller);
                asked.incrementAndGet();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try {
            if (mood != Mood.SILENT) {
                talk(caller);
            }
        } catch (IOException | MessagingException gone) {
            // Whoever called has given up.
        }
    }

    private void talk(Socket caller) throws IOException, MessagingException {
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        say(caller, "220 unwilling");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("DATA")) {
                say(caller, "354 go on");
                taken.add(message(in));
                return;
            }
            say(caller, command.startsWith("RCPT") ? recipient() : command.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
    }

    private String recipient() {
        return switch (mood) {
            case BUSY -> "451 4.7.1 come back later";
            case REFUSING -> "550 5.1.1 nobody of that name";
            default -> "250 fine";
        };
    }

    private static MailServer.Received message(BufferedReader in) throws IOException, MessagingException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append("\r\n");
        }
        return MailServer.read(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private static void say(Socket caller, String line) throws IOException {
        OutputStream out = caller.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
            for (Socket caller : open) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
