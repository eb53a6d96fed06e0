package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A registered resource. */
@Entity(name = "KcwResource")
@Table(name = "KCW_RESOURCE")
public class ResourceEntity {

    @Id
    @Column(name = "ID", nullable = false, length = 36)
    String id;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Column(name = "TYPE_KEY", nullable = false, length = 100)
    String typeKey;

    @Column(name = "EXTERNAL_ID", nullable = false, length = 512)
    String externalId;

    @Column(name = "NAME", nullable = false, length = 512)
    String name;

    @Column(name = "CATEGORY", length = 255)
    @Nullable
    String category;

    @Column(name = "SUB_CATEGORY", length = 255)
    @Nullable
    String subCategory;

    @Column(name = "PARENT_ID", length = 36)
    @Nullable
    String parentId;

    @Column(name = "OWNER_ID", length = 255)
    @Nullable
    String ownerId;

    @Column(name = "ATTRIBUTES", nullable = false, length = Length.LONG32)
    String attributes;

    @Column(name = "ACTIVE", nullable = false)
    boolean active;

    @Column(name = "VERSION", nullable = false)
    long version;
}
