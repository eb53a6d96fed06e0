package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A workspace. Its default key is set for the default workspace only: unique per realm. */
@Entity(name = "KcwWorkspace")
@Table(name = "KCW_WORKSPACE")
public class WorkspaceEntity {

    @Id
    @Column(name = "ID", nullable = false, length = 36)
    String id;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "ALIAS", nullable = false, length = 63)
    String alias;

    @Column(name = "NAME", nullable = false, length = 255)
    String name;

    @Column(name = "DESCRIPTION", length = 2000)
    @Nullable
    String description;

    @Column(name = "DEFAULT_KEY", length = 16)
    @Nullable
    String defaultKey;

    @Column(name = "OWNER_ID", length = 255)
    @Nullable
    String ownerId;

    @Column(name = "ORGANIZATION_ID", length = 36)
    @Nullable
    String organizationId;

    @Column(name = "STATUS", nullable = false, length = 16)
    String status;

    @Column(name = "MFA_REQUIRED", nullable = false)
    boolean mfaRequired;

    @Column(name = "CREATED_AT", nullable = false)
    long createdAt;

    @Column(name = "VERSION", nullable = false)
    long version;
}
