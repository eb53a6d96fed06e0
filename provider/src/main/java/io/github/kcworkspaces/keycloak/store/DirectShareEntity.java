package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.Length;

/** What a user or group may do with one resource of its workspace without a role; the actions are joined by spaces. */
@Entity(name = "KcwDirectShare")
@Table(name = "KCW_DIRECT_SHARE")
@IdClass(DirectShareEntity.Key.class)
public class DirectShareEntity {

    @Id
    @Column(name = "RESOURCE_ID", nullable = false, length = 36)
    String resourceId;

    @Id
    @Column(name = "PRINCIPAL_KIND", nullable = false, length = 8)
    String principalKind;

    @Id
    @Column(name = "PRINCIPAL_ID", nullable = false, length = 255)
    String principalId;

    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "ACTIONS", nullable = false, length = Length.LONG32)
    String actions;

    /** What identifies a row. */
    public record Key(String resourceId, String principalKind, String principalId) {}
}
