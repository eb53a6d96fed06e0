package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as the specification Standard Webhooks 1.0 has them: one request for each event, signed. */
final class WebhookTransport extends HttpTransport {

    private static final String ALGORITHM = "HmacSHA256";

    WebhookTransport(Http http) {
        super(http, 1);
    }

    @Override
    Post post(Target target, List<Message> messages, Instant now) {
        Message message = messages.get(0);
        String body = Payload.text(Map.of(
                "type",
                message.type(),
                "timestamp",
                Instant.ofEpochMilli(message.at()).toString(),
                "data",
                message.event()));
        String seconds = Long.toString(now.getEpochSecond());
        String signatures = target.secrets().stream()
                .map(secret -> signature(secret, message.id(), seconds, body.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(" "));
        return new Post(
                null,
                "application/json",
                Map.of(
                        "webhook-id", message.id(),
                        "webhook-timestamp", seconds,
                        "webhook-signature", signatures),
                body);
    }

    /** One entry of the header {@code webhook-signature}. */
    static String signature(String secret, String id, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(WebhookSecret.key(secret), ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", impossible);
        }
    }
}
