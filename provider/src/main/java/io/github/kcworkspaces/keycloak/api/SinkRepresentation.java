package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A destination of the audit trail.
 *
 * @param kind {@code WEBHOOK}, {@code SPLUNK}, {@code SYSLOG}, {@code OTLP} or {@code LOG}
 * @param enabled while false nothing is sent; what happens meanwhile is sent later
 * @param format {@code NATIVE}, {@code OCSF} or {@code ECS}
 * @param url absent for the log of the server
 * @param types names of types, beginnings of names followed by an asterisk, or the asterisk alone
 * @param workspace id of the workspace whose rows it gets; absent for those of the whole realm
 * @param secretSet whether it has a secret
 * @param secret only in the answer to the request that had it made
 * @param status how it is doing, in lists; of a single one it is asked for
 * @param createdAt epoch milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkRepresentation(
        String id,
        String name,
        String kind,
        boolean enabled,
        String format,
        @Nullable String url,
        List<String> types,
        @Nullable String workspace,
        boolean secretSet,
        @Nullable String secret,
        @Nullable SinkStatusRepresentation status,
        long createdAt,
        long version) {}
