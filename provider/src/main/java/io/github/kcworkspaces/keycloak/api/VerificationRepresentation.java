package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether the audit trail is what was sealed.
 *
 * @param verified rows that are, up to the first that is not
 * @param forgotten parts of them that were taken away when a person was forgotten
 * @param checkpoints that agree with them
 * @param head number of the last row
 * @param firstBroken absent if all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationRepresentation(
        boolean intact,
        long verified,
        long forgotten,
        long checkpoints,
        long head,
        @Nullable BrokenRowRepresentation firstBroken) {}
