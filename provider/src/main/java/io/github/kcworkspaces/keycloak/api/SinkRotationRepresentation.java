package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Another secret for a sink.
 *
 * @param secret made if absent, for a webhook
 * @param overlapHours how long a webhook is signed with the former one, too; 24 unless said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkRotationRepresentation(
        @Nullable String secret, @Nullable Integer overlapHours) {

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "SinkRotationRepresentation";
    }
}
