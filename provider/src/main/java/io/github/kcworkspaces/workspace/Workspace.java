package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A trust boundary: members, roles, resources and activity belong to exactly one.
 *
 * @param alias short name in URLs and tokens; unique per realm, lower case
 * @param isDefault whether it is the realm's default workspace; never changes
 * @param owner the user who created it or to whom it was transferred; null when that user is gone or never was one of
 *     the realm
 * @param organization id of the Keycloak organization it belongs to; null for none
 * @param mfaRequired whether whoever works in it needs a second factor
 * @param createdAt epoch milliseconds
 */
public record Workspace(
        WorkspaceId id,
        RealmId realm,
        String alias,
        String name,
        @Nullable String description,
        boolean isDefault,
        @Nullable UserId owner,
        @Nullable String organization,
        Status status,
        boolean mfaRequired,
        long createdAt,
        long version) {

    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public Workspace withOwner(@Nullable UserId other) {
        return new Workspace(
                id,
                realm,
                alias,
                name,
                description,
                isDefault,
                other,
                organization,
                status,
                mfaRequired,
                createdAt,
                version);
    }
}
