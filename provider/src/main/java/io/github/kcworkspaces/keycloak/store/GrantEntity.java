package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** What a role grants on one type or resource under one condition; the actions are joined by spaces. */
@Entity(name = "KcwGrant")
@Table(name = "KCW_GRANT")
@IdClass(GrantEntity.Key.class)
public class GrantEntity {

    @Id
    @Column(name = "ROLE_ID", nullable = false, length = 36)
    String roleId;

    @Id
    @Column(name = "TYPE_KEY", nullable = false, length = 100)
    String typeKey;

    @Id
    @Column(name = "RESOURCE_KEY", nullable = false, length = 36)
    String resourceKey;

    @Id
    @Column(name = "CONDITION_HASH", nullable = false, length = 64)
    String conditionHash;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "ACTIONS", nullable = false, length = Length.LONG32)
    String actions;

    @Column(name = "CONDITION_JSON", length = Length.LONG32)
    @Nullable
    String conditionJson;

    /** What identifies a row. */
    public record Key(String roleId, String typeKey, String resourceKey, String conditionHash) {}
}
