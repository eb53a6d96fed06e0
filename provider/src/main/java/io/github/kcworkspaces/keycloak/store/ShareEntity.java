package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A resource that is shared to another workspace. Its type and external id, which never change, are found by there. */
@Entity(name = "KcwShare")
@Table(name = "KCW_SHARE")
@IdClass(ShareEntity.Key.class)
public class ShareEntity {

    @Id
    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Id
    @Column(name = "RESOURCE_ID", nullable = false, length = 36)
    String resourceId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "HOME_ID", nullable = false, length = 36)
    String homeId;

    @Column(name = "TYPE_KEY", nullable = false, length = 100)
    String typeKey;

    @Column(name = "EXTERNAL_ID", nullable = false, length = 512)
    String externalId;

    @Column(name = "SHARED_AT", nullable = false)
    long sharedAt;

    /** What identifies a row. */
    public record Key(String workspaceId, String resourceId) {}
}
