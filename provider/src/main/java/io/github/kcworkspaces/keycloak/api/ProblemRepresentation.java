package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A refusal (RFC 9457).
 *
 * @param type {@code urn:keycloak-workspaces:problem:} and the code in lower case
 * @param status the HTTP status
 * @param detail what happened, for a person
 * @param code what programs compare
 * @param errorMessage the detail again, where Keycloak's console looks for it
 * @param violations members of the request that are wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemRepresentation(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String errorMessage,
        List<ViolationRepresentation> violations) {}
