package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A workspace of the caller.
 *
 * @param roles names of the roles held there
 * @param isDefault whether it is the realm's default workspace
 * @param mfaRequired whether a token for it needs a session with a second factor
 * @param active whether the token that asks is about this one
 * @param may what the caller may do there: {@code members-write}, {@code roles-read} and the like
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MyWorkspaceRepresentation(
        String id,
        String alias,
        String name,
        List<String> roles,
        @JsonProperty("default") boolean isDefault,
        boolean mfaRequired,
        boolean active,
        List<String> may) {}
