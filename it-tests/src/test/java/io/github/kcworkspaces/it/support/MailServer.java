package io.github.kcworkspaces.it.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A mail server in memory, which can be stopped and started again on the same port. */
public final class MailServer implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private GreenMail server;

    private MailServer(int port) {
        this.port = port;
        this.server = listening(port);
    }

    public static MailServer start() {
        return new MailServer(FreePorts.find(1).get(0));
    }

    private static GreenMail listening(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** From now on the realm sends its mails here. */
    public MailServer of(TestRealm realm) {
        send(realm, port);
        return this;
    }

    /** From now on the realm sends its mails to this port. */
    static void send(TestRealm realm, int port) {
        realm.set(one -> one.setSmtpServer(Map.of(
                "host",
                "127.0.0.1",
                "port",
                String.valueOf(port),
                "from",
                "sso@example.org",
                "fromDisplayName",
                "SSO")));
    }

    public void stop() {
        server.stop();
    }

    /** Starts it again, with no mail in it. */
    public void startAgain() {
        server = listening(port);
    }

    /** A mail as it came. */
    public record Received(String to, String subject, String text, String html) {

        /** The first address in its text. */
        public String link() {
            Matcher link = LINK.matcher(text);
            if (!link.find()) {
                throw new AssertionError("no link: " + text);
            }
            return link.group();
        }
    }

    /** The latest mail to the address, when there are so many. */
    public Received await(String address, int count) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> to(address), mails -> mails.size() >= count)
                .get(count - 1);
    }

    /** What has come for the address. */
    public List<Received> to(String address) {
        List<Received> mails = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            Received mail = read(message);
            if (mail.to().equals(address)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    static Received read(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return new Received(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    content(parts.getBodyPart(0)),
                    content(parts.getBodyPart(1)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(BodyPart part) throws MessagingException, IOException {
        return part.getContent().toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
