package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splunk's HTTP Event Collector: objects one behind the other. */
final class SplunkTransport extends HttpTransport {

    private static final int BATCH = 100;
    private static final String PATH = "/services/collector/event";
    private static final double MILLIS = 1_000;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d{1,4})");

    /** Of the answers with 400, those that say something of the set-up and not of the event: index, channel. */
    private static final Set<String> ABOUT_THE_SETUP = Set.of("7", "10", "11");

    private final String host;

    SplunkTransport(Http http, String host) {
        super(http, BATCH);
        this.host = host;
    }

    @Override
    Post post(Target target, List<Message> messages, Instant now) {
        String sourceType =
                switch (target.schema()) {
                    case NATIVE -> "keycloak:workspaces";
                    case OCSF -> "ocsf:json";
                    case ECS -> "ecs:json";
                };
        StringBuilder body = new StringBuilder();
        for (Message message : messages) {
            body.append(Payload.text(Map.of(
                    "time",
                    message.at() / MILLIS,
                    "host",
                    host,
                    "source",
                    "keycloak:" + target.realm().toLowerCase(Locale.ROOT),
                    "sourcetype",
                    sourceType,
                    "event",
                    message.event())));
        }
        return new Post(
                Objects.requireNonNull(target.endpoint()).path().length() > 1 ? null : PATH,
                "application/json",
                Map.of("Authorization", "Splunk " + target.secrets().get(0)),
                body.toString());
    }

    @Override
    Report.@Nullable Failure failure(Answer answer) {
        Report.Failure failure = super.failure(answer);
        if (failure == null || failure.about() != Report.About.EVENT) {
            return failure;
        }
        Matcher code = CODE.matcher(answer.body());
        return code.find() && ABOUT_THE_SETUP.contains(code.group(1))
                ? new Report.Failure(
                        Report.About.SINK, failure.reason() + ", HEC code " + code.group(1), failure.retryAfter())
                : failure;
    }
}
