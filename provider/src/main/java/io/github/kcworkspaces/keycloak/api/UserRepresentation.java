package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of the realm.
 *
 * @param type {@code NORMAL} or {@code ADMIN}
 * @param status {@code ACTIVE}, {@code INVITED}, {@code SUSPENDED} in all his workspaces, or {@code DISABLED} in Keycloak
 * @param source {@code LOCAL}, {@code LDAP} for people of directories, or {@code BROKER} for who is linked with an identity
 *     provider
 * @param accountOwner whether he owns the account of the realm
 * @param createdAt epoch milliseconds
 * @param lastLogin epoch milliseconds; absent for who has not logged in since the realm has workspaces
 * @param lastClient client id of the application of the last login
 * @param activeWorkspace the workspace that his latest token was about
 * @param workspaceCount of how many he is a member
 * @param workspaces the first hundred of them in lists, in a profile a thousand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserRepresentation(
        String id,
        String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        String type,
        String status,
        String source,
        boolean accountOwner,
        @Nullable Long createdAt,
        @Nullable Long lastLogin,
        @Nullable String lastClient,
        @Nullable WorkspaceReferenceRepresentation activeWorkspace,
        int workspaceCount,
        List<UserWorkspaceRepresentation> workspaces) {}
