package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A role that a member holds himself: by hand, or from a source outside. */
@Entity(name = "KcwMemberRole")
@Table(name = "KCW_MEMBER_ROLE")
@IdClass(MemberRoleEntity.Key.class)
public class MemberRoleEntity {

    @Id
    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Id
    @Column(name = "USER_ID", nullable = false, length = 255)
    String userId;

    @Id
    @Column(name = "ROLE_ID", nullable = false, length = 36)
    String roleId;

    /** By hand, or the key of what gives it. */
    @Id
    @Column(name = "SOURCE", nullable = false, length = 64)
    String source;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** What identifies a row. */
    public record Key(String workspaceId, String userId, String roleId, String source) {}
}
