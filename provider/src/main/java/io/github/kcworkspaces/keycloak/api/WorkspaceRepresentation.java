package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace.
 *
 * @param isDefault whether it is the realm's default workspace
 * @param owner null without an owner
 * @param organization id of the Keycloak organization it belongs to; null for none
 * @param organizationName its name
 * @param status {@code ACTIVE} or {@code SUSPENDED}
 * @param mfaRequired whether whoever works in it needs a second factor
 * @param memberCount users who belong to it, directly or through a group
 * @param may what the caller may do in it: {@code members-write}, {@code roles-read} and the like; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkspaceRepresentation(
        String id,
        String alias,
        String name,
        @Nullable String description,
        @JsonProperty("default") boolean isDefault,
        @Nullable UserReferenceRepresentation owner,
        @Nullable String organization,
        @Nullable String organizationName,
        String status,
        boolean mfaRequired,
        long memberCount,
        long createdAt,
        long version,
        @Nullable List<String> may) {}
