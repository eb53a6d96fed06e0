package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Message;
import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logs over OTLP/HTTP in JSON: for collectors of OpenTelemetry. */
final class OtlpTransport extends HttpTransport {

    private static final int BATCH = 100;
    private static final String PATH = "/v1/logs";
    private static final int INFO = 9;
    private static final int WARN = 13;
    private static final int SYSLOG_WARNING = 4;

    /** A collector that takes a request may yet say that it has thrown some of it away. */
    private static final Pattern REJECTED = Pattern.compile("\"rejectedLogRecords\"\\s*:\\s*\"?[1-9]");

    private final String host;

    OtlpTransport(Http http, String host) {
        super(http, BATCH);
        this.host = host;
    }

    @Override
    Post post(Target target, List<Message> messages, Instant now) {
        Map<String, Object> logs = Map.of(
                "resourceLogs",
                List.of(Map.of(
                        "resource",
                        Map.of(
                                "attributes",
                                List.of(
                                        text("service.name", "keycloak"),
                                        text("host.name", host),
                                        text("keycloak.realm", target.realm()))),
                        "scopeLogs",
                        List.of(Map.of(
                                "scope",
                                Map.of("name", "io.github.kcworkspaces.audit"),
                                "logRecords",
                                messages.stream()
                                        .map(message -> record(message, now))
                                        .toList())))));
        return new Post(
                Objects.requireNonNull(target.endpoint()).path().length() > 1 ? null : PATH,
                "application/json",
                target.secrets().isEmpty()
                        ? Map.of()
                        : Map.of("Authorization", target.secrets().get(0)),
                Payload.text(logs));
    }

    @Override
    Report.@Nullable Failure failure(Answer answer) {
        if (answer.taken() && REJECTED.matcher(answer.body()).find()) {
            return new Report.Failure(Report.About.EVENT, "rejected by the collector", null);
        }
        return super.failure(answer);
    }

    private static Map<String, Object> record(Message message, Instant now) {
        boolean warns = message.severity() <= SYSLOG_WARNING;
        return Map.of(
                "timeUnixNano",
                nanos(message.at()),
                "observedTimeUnixNano",
                nanos(now.toEpochMilli()),
                "severityNumber",
                warns ? WARN : INFO,
                "severityText",
                warns ? "WARN" : "INFO",
                "eventName",
                message.type(),
                "body",
                value(message.event()),
                "attributes",
                List.of(text("event.id", message.id()), text("event.name", message.type())));
    }

    /** 64 bits are written as text. */
    private static String nanos(long millis) {
        return millis + "000000";
    }

    private static Map<String, Object> text(String key, String value) {
        return Map.of("key", key, "value", Map.of("stringValue", value));
    }

    private static Map<String, Object> value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Map<String, Object>> members = map.entrySet().stream()
                    .map(member -> Map.<String, Object>of("key", member.getKey(), "value", value(member.getValue())))
                    .toList();
            return Map.of("kvlistValue", Map.of("values", members));
        }
        if (value instanceof Iterable<?> list) {
            List<Map<String, Object>> items = new java.util.ArrayList<>();
            list.forEach(item -> items.add(value(item)));
            return Map.of("arrayValue", Map.of("values", items));
        }
        if (value instanceof Boolean) {
            return Map.of("boolValue", value);
        }
        if (value instanceof Long || value instanceof Integer) {
            return Map.of("intValue", value.toString());
        }
        if (value instanceof Number) {
            return Map.of("doubleValue", value);
        }
        return value == null ? Map.of() : Map.of("stringValue", value.toString());
    }
}
