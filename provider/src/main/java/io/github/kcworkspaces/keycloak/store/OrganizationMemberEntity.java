package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/** A member of an organization, as Keycloak's tables have him: no table of ours, and never written. */
@Entity(name = "KcwOrganizationMember")
@IdClass(OrganizationMemberEntity.Key.class)
@Immutable
@Subselect("SELECT o.ID AS ORGANIZATION_ID, u.USER_ID AS USER_ID FROM ORG o JOIN USER_GROUP_MEMBERSHIP u"
        + " ON u.GROUP_ID = o.GROUP_ID UNION ALL SELECT o.ID, f.USER_ID FROM ORG o JOIN FED_USER_GROUP_MEMBERSHIP f"
        + " ON f.GROUP_ID = o.GROUP_ID")
public class OrganizationMemberEntity {

    @Id
    @Column(name = "ORGANIZATION_ID")
    String organizationId;

    @Id
    @Column(name = "USER_ID")
    String userId;

    /** What identifies a row. */
    public record Key(String organizationId, String userId) {}
}
