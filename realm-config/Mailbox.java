import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Takes every mail of the demo and shows it on a page, in memory and for this machine only:
 * {@code java -cp … Mailbox.java <port for mails> <port of the page>}.
 */
class Mailbox {

    public static void main(String[] arguments) throws Exception {
        GreenMail mails =
                new GreenMail(new ServerSetup(Integer.parseInt(arguments[0]), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        InetSocketAddress page =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        HttpServer server = HttpServer.create(page, 0);
        server.createContext("/", exchange -> {
            byte[] body = page(mails.getReceivedMessages()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=UTF-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("Mails to port " + arguments[0] + ", page on port " + arguments[1]);
    }

    private static String page(MimeMessage[] messages) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=en><meta charset=utf-8>")
                .append("<meta http-equiv=refresh content=5><title>Mails of the demo</title>")
                .append("<body style='font: 1rem sans-serif; max-width: 50rem; margin: 2rem auto'><h1>Mails of the demo</h1>");
        for (int index = messages.length - 1; index >= 0; index--) {
            page.append(mail(messages[index]));
        }
        return page.append(messages.length == 0 ? "<p>None yet.</p>" : "").append("</body></html>").toString();
    }

    private static String mail(MimeMessage message) {
        try {
            String to = message.getAllRecipients()[0].toString();
            Object content = message.getContent();
            String text = content instanceof MimeMultipart parts
                    ? parts.getBodyPart(0).getContent().toString()
                    : content.toString();
            return "<article><h2>" + escaped(message.getSubject()) + "</h2><p>to " + escaped(to)
                    + "</p><p style='white-space: pre-line; overflow-wrap: anywhere'>"
                    + escaped(text).replaceAll("(https?://[^\\s&]+(?:&amp;[^\\s&]+)*)", "<a href=\"$1\">$1</a>")
                    + "</p></article><hr>";
        } catch (Exception unreadable) {
            return "<article><p>" + escaped(unreadable.toString()) + "</p></article><hr>";
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
