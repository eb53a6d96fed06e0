package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A role that a source outside may give in a workspace. */
@Entity(name = "KcwSourceRole")
@Table(name = "KCW_SOURCE_ROLE")
@IdClass(SourceRoleEntity.Key.class)
public class SourceRoleEntity {

    @Id
    @Column(name = "SOURCE", nullable = false, length = 64)
    String source;

    @Id
    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Id
    @Column(name = "ROLE_ID", nullable = false, length = 36)
    String roleId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** Of the condition that it was approved for. */
    @Column(name = "FINGERPRINT", nullable = false, length = 64)
    String fingerprint;

    @Column(name = "APPROVED_BY", nullable = false, length = 255)
    String approvedBy;

    @Column(name = "APPROVED_AT", nullable = false)
    long approvedAt;

    /** What identifies a row. */
    public record Key(String source, String workspaceId, String roleId) {}
}
