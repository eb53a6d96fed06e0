package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One value of an attribute of a resource, by its key: searches find the resource by it. */
@Entity(name = "KcwResourceAttribute")
@Table(name = "KCW_RESOURCE_ATTRIBUTE")
@IdClass(ResourceAttributeEntity.Key.class)
public class ResourceAttributeEntity {

    @Id
    @Column(name = "RESOURCE_ID", nullable = false, length = 36)
    String resourceId;

    @Id
    @Column(name = "VALUE_KEY", nullable = false, length = 32)
    String valueKey;

    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Column(name = "TYPE_KEY", nullable = false, length = 100)
    String typeKey;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** What identifies a row. */
    public record Key(String resourceId, String valueKey) {}
}
