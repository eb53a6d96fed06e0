package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A role. Scope, name and live key together are unique: a deleted role has its id as live key and so blocks no name. */
@Entity(name = "KcwRole")
@Table(name = "KCW_ROLE")
public class RoleEntity {

    @Id
    @Column(name = "ID", nullable = false, length = 36)
    String id;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "SCOPE_KEY", nullable = false, length = 36)
    String scopeKey;

    @Column(name = "NAME_KEY", nullable = false, length = 255)
    String nameKey;

    @Column(name = "LIVE_KEY", nullable = false, length = 36)
    String liveKey;

    @Column(name = "KIND", nullable = false, length = 16)
    String kind;

    @Column(name = "NAME", nullable = false, length = 255)
    String name;

    @Column(name = "DESCRIPTION", nullable = false, length = 2000)
    String description;

    @Column(name = "CREATED_AT", nullable = false)
    long createdAt;

    @Column(name = "DELETED_AT")
    @Nullable
    Long deletedAt;

    @Column(name = "REVISION", nullable = false)
    long revision;

    @Column(name = "VERSION", nullable = false)
    long version;
}
