package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/** An organization, as Keycloak's table has it: no table of ours, and never written. */
@Entity(name = "KcwOrganization")
@Immutable
@Subselect("SELECT o.ID AS ID, o.ENABLED AS ENABLED FROM ORG o")
public class OrganizationEntity {

    @Id
    @Column(name = "ID")
    String id;

    @Column(name = "ENABLED")
    boolean enabled;
}
