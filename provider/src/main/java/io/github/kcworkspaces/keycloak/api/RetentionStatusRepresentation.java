package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How retention goes.
 *
 * @param policy how long rows are kept
 * @param archiveAvailable whether the server has a directory for archives
 * @param obstacle why rows that may go stay for now: {@code SINK_BEHIND}, {@code CHANGE_NOT_DELIVERED}, {@code NO_KEY}, {@code
 *     NO_ARCHIVE_DIRECTORY} or {@code ARCHIVE_FAILED}; absent if nothing is in the way
 * @param waitingFor names of sinks that must get rows first
 * @param lookedAt when a server looked last for rows that may go, epoch milliseconds
 * @param purgedSeq the trail begins behind this row
 * @param holds how many legal holds there are
 * @param running what is leaving
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionStatusRepresentation(
        RetentionRepresentation policy,
        boolean archiveAvailable,
        @Nullable String obstacle,
        List<String> waitingFor,
        @Nullable Long lookedAt,
        long purgedSeq,
        int holds,
        @Nullable PurgeRunRepresentation running) {}
