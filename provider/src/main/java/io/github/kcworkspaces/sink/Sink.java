package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A destination of the trail.
 *
 * @param workspace whose rows it gets; null for those of the whole realm
 * @param url null for the log of the server
 * @param types which rows it gets: names of types, beginnings of names followed by an asterisk, or the asterisk alone
 * @param enabled while false nothing is sent; what happens meanwhile is sent later
 * @param hasSecret whether there is one; the secret itself is nowhere but where it is used
 */
public record Sink(
        String id,
        RealmId realm,
        @Nullable WorkspaceId workspace,
        String name,
        Kind kind,
        Schema format,
        @Nullable String url,
        List<String> types,
        boolean enabled,
        boolean hasSecret,
        long createdAt,
        long version) {

    /** What speaks there. */
    public enum Kind {
        /** Standard Webhooks. */
        WEBHOOK,
        /** Splunk's HTTP Event Collector. */
        SPLUNK,
        /** RFC 5424 over TLS or TCP. */
        SYSLOG,
        /** OpenTelemetry's logs over HTTP. */
        OTLP,
        /** The log of the server itself. */
        LOG;

        boolean hasAddress() {
            return this != LOG;
        }

        boolean takesSecret() {
            return this == WEBHOOK || this == SPLUNK || this == OTLP;
        }

        boolean needsSecret() {
            return this == WEBHOOK || this == SPLUNK;
        }

        boolean speaksHttp() {
            return this != SYSLOG && this != LOG;
        }
    }

    public Sink {
        types = List.copyOf(types);
    }
}
