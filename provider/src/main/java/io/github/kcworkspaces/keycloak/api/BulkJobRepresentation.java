package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The working through of a file of invitations.
 *
 * @param status {@code RUNNING}, {@code DONE}, {@code FAILED} (given up) or {@code CANCELLED}
 * @param dryRun whether rows get verdicts and nothing else happens
 * @param rows how many the file has below its heading
 * @param ok how many were invited, or in a dry run would be
 * @param failed how many were refused
 * @param skipped how many were of members, or of people who are invited already
 * @param errors what is wrong with the first 100 rows that were refused; empty in lists
 * @param startedBy who uploaded it; each batch of rows is done with the rights that he has then
 * @param createdAt epoch milliseconds
 * @param finishedAt absent while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkJobRepresentation(
        String id,
        String status,
        boolean dryRun,
        int rows,
        int ok,
        int failed,
        int skipped,
        List<BulkErrorRepresentation> errors,
        InviterRepresentation startedBy,
        long createdAt,
        @Nullable Long finishedAt) {}
