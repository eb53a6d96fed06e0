package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The first place where the audit trail is not what was sealed.
 *
 * @param seq number of the row
 * @param id of the row; absent where it is missing
 * @param reason what is wrong there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrokenRowRepresentation(long seq, @Nullable String id, String reason) {}
