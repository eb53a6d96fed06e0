package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A provider of a resource, and its place in the list. */
@Entity(name = "KcwResourceProvider")
@Table(name = "KCW_RESOURCE_PROVIDER")
@IdClass(ResourceProviderEntity.Key.class)
public class ResourceProviderEntity {

    @Id
    @Column(name = "RESOURCE_ID", nullable = false, length = 36)
    String resourceId;

    @Id
    @Column(name = "POSITION_NO", nullable = false)
    int position;

    @Column(name = "PROVIDER", nullable = false, length = 255)
    String provider;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** What identifies a row. */
    public record Key(String resourceId, int position) {}
}
