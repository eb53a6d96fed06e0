package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink as it is wanted; of one that there is, what is null keeps its value.
 *
 * @param kind of a new one: {@code WEBHOOK}, {@code SPLUNK}, {@code SYSLOG}, {@code OTLP} or {@code LOG}
 * @param format {@code NATIVE}, {@code OCSF} or {@code ECS}
 * @param url {@code https://…}, for syslog {@code tls://host:port}; also {@code http://…} and {@code tcp://…} for collectors
 *     on the realm's list
 * @param workspace of a new one: id or alias of the workspace whose rows it gets
 * @param secret for a webhook {@code whsec_…}, made if there is none; for Splunk the token; for OTLP what stands in the header
 *     {@code Authorization}; or <code>${vault.sink-…}</code>. Wanted again with another address
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkChangeRepresentation(
        @Nullable String name,
        @Nullable String kind,
        @Nullable Boolean enabled,
        @Nullable String format,
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable String workspace,
        @Nullable String secret,
        @Nullable Long version) {

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "SinkChangeRepresentation[" + name + "]";
    }
}
