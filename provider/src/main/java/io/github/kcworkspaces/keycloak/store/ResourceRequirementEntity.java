package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A resource that another one requires, and its place in the list. */
@Entity(name = "KcwResourceRequirement")
@Table(name = "KCW_RESOURCE_REQUIREMENT")
@IdClass(ResourceRequirementEntity.Key.class)
public class ResourceRequirementEntity {

    @Id
    @Column(name = "RESOURCE_ID", nullable = false, length = 36)
    String resourceId;

    @Id
    @Column(name = "POSITION_NO", nullable = false)
    int position;

    @Column(name = "REQUIRED_ID", nullable = false, length = 36)
    String requiredId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    /** What identifies a row. */
    public record Key(String resourceId, int position) {}
}
