package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A named set of grants.
 *
 * @param workspace null for a template, which every workspace of the realm can use
 * @param createdAt epoch milliseconds
 * @param deletedAt epoch milliseconds; null while the role is live
 * @param revision identifies the state of its grants; compare for equality only
 */
public record Role(
        RoleId id,
        RealmId realm,
        @Nullable WorkspaceId workspace,
        Kind kind,
        String name,
        String description,
        long createdAt,
        @Nullable Long deletedAt,
        long revision,
        long version) {

    /** The three built-in roles (rule R3) and all others. */
    public enum Kind {
        /** Everything; comes with ownership, can't be assigned. */
        OWNER,
        /** Everything inside its workspace. */
        ADMIN,
        /** Belongs, nothing more. */
        MEMBER,
        CUSTOM
    }

    public boolean builtIn() {
        return kind != Kind.CUSTOM;
    }

    public boolean live() {
        return deletedAt == null;
    }

    /** Whether the role holds everything inside a workspace. */
    public boolean everything() {
        return kind == Kind.OWNER || kind == Kind.ADMIN;
    }

    public RoleReference reference() {
        return new RoleReference(id, name, revision, everything());
    }

    public Role withTexts(String otherName, String otherDescription) {
        return new Role(
                id, realm, workspace, kind, otherName, otherDescription, createdAt, deletedAt, revision, version);
    }

    public Role withDeletedAt(@Nullable Long when) {
        return new Role(id, realm, workspace, kind, name, description, createdAt, when, revision, version);
    }
}
