package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail.
 *
 * @param workspace null when it concerns the whole realm
 * @param cause what made it happen
 * @param correlation ties the rows of one bulk operation together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityRepresentation(
        String id,
        long at,
        String type,
        ActorRepresentation actor,
        @Nullable WorkspaceReferenceRepresentation workspace,
        TargetRepresentation target,
        String cause,
        @Nullable String correlation,
        @Nullable String ip,
        @Nullable String client,
        Map<String, ChangeRepresentation> changes) {}
