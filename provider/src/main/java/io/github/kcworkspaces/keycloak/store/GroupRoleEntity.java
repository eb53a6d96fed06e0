package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A role that the members of a Keycloak group hold in a workspace. */
@Entity(name = "KcwGroupRole")
@Table(name = "KCW_GROUP_ROLE")
@IdClass(GroupRoleEntity.Key.class)
public class GroupRoleEntity {

    @Id
    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Id
    @Column(name = "GROUP_ID", nullable = false, length = 36)
    String groupId;

    @Id
    @Column(name = "ROLE_ID", nullable = false, length = 36)
    String roleId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** What identifies a row. */
    public record Key(String workspaceId, String groupId, String roleId) {}
}
