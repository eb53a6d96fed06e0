package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail.
 *
 * @param seq place in the sealed order; null until it is sealed
 * @param workspace null when it concerns the whole realm
 * @param cause what made it happen
 * @param correlation ties the rows of one bulk operation together
 * @param request id of the request that did it
 * @param hash what proves it and all rows before it; null until it is sealed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityRepresentation(
        String id,
        @Nullable Long seq,
        long at,
        String type,
        ActorRepresentation actor,
        @Nullable WorkspaceReferenceRepresentation workspace,
        TargetRepresentation target,
        String cause,
        @Nullable String correlation,
        @Nullable String request,
        @Nullable String ip,
        @Nullable String client,
        Map<String, ChangeRepresentation> changes,
        @Nullable String hash) {}
