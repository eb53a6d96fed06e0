package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Rows that left together.
 *
 * @param trailClass {@code ACTIVITY}, {@code LOGIN} or {@code KEYCLOAK}
 * @param before rows that happened before; epoch milliseconds
 * @param firstSeq number of the first row
 * @param lastSeq number of the last; others between them stay
 * @param rows how many have left
 * @param archived whether they are in a file
 * @param file name of that file in the server's directory for archives
 * @param sha256 of the file, in hexadecimal
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; absent while it is under way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurgeRunRepresentation(
        String id,
        @JsonProperty("class") String trailClass,
        long before,
        long firstSeq,
        long lastSeq,
        long rows,
        boolean archived,
        @Nullable String file,
        @Nullable String sha256,
        long startedAt,
        @Nullable Long finishedAt) {}
