package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Target;
import io.github.kcworkspaces.sink.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Webhooks as the specification Standard Webhooks 1.0 has them: one request for each event, signed. */
final class WebhookTransport extends HttpTransport {

    WebhookTransport(Http http) {
        super(http, 1);
    }

    @Override
    Post post(Target target, List<Message> messages, Instant now) {
        Message message = messages.get(0);
        byte[] body = Payload.bytes(Map.of(
                "type",
                message.type(),
                "timestamp",
                Instant.ofEpochMilli(message.at()).toString(),
                "data",
                message.event()));
        String seconds = Long.toString(now.getEpochSecond());
        String signatures = target.secrets().stream()
                .map(secret -> WebhookSecret.of(secret).signature(message.id(), seconds, body))
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
}
