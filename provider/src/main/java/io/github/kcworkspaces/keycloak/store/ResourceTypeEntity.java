package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A resource type of a realm. */
@Entity(name = "KcwResourceType")
@Table(name = "KCW_RESOURCE_TYPE")
@IdClass(ResourceTypeEntity.Key.class)
public class ResourceTypeEntity {

    @Id
    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Id
    @Column(name = "TYPE_KEY", nullable = false, length = 100)
    String typeKey;

    @Column(name = "NAME", nullable = false, length = 255)
    String name;

    @Column(name = "CATEGORY", length = 255)
    @Nullable
    String category;

    @Column(name = "ACTIONS", nullable = false, length = Length.LONG32)
    String actions;

    @Column(name = "BASE_ACTION", nullable = false, length = 100)
    String baseAction;

    @Column(name = "IMPLIES", nullable = false, length = Length.LONG32)
    String implies;

    @Column(name = "PARENT_TYPE", length = 100)
    @Nullable
    String parentType;

    @Column(name = "REGISTRATION", nullable = false, length = 16)
    String registration;

    @Column(name = "PRESENTATION", length = Length.LONG32)
    @Nullable
    String presentation;

    /** Joined by spaces; null for what is usual. */
    @Column(name = "SHAREABLE", length = Length.LONG32)
    @Nullable
    String shareable;

    /** Null for that of the realm. */
    @Column(name = "GATE", length = 16)
    @Nullable
    String gate;

    @Column(name = "VERSION", nullable = false)
    long version;

    /** What identifies a row. */
    public record Key(String realmId, String typeKey) {}
}
