package io.github.kcworkspaces.keycloak.store;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Our entities and the changelog that makes their tables. */
public final class StoreEntityProvider implements JpaEntityProvider {

    /** Every entity of ours. */
    public static final List<Class<?>> ENTITIES = List.of(
            SettingsEntity.class,
            WorkspaceEntity.class,
            MemberEntity.class,
            MemberRoleEntity.class,
            OrganizationEntity.class,
            OrganizationMemberEntity.class,
            GroupRoleEntity.class,
            SourceRoleEntity.class,
            FirstLoginRuleEntity.class,
            RoleEntity.class,
            GrantEntity.class,
            ResourceTypeEntity.class,
            ResourceEntity.class,
            ResourceProviderEntity.class,
            ResourceRequirementEntity.class,
            ResourceAttributeEntity.class,
            ShareEntity.class,
            DirectShareEntity.class,
            ActivityEntity.class);

    public static final String CHANGELOG = "META-INF/kcw-changelog.xml";

    @Override
    public List<Class<?>> getEntities() {
        return ENTITIES;
    }

    @Override
    public String getChangelogLocation() {
        return CHANGELOG;
    }

    @Override
    public String getFactoryId() {
        return StoreEntityProviderFactory.ID;
    }

    @Override
    public void close() {}
}
