package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** What somebody is given at his first login. */
@Entity(name = "KcwFirstLoginRule")
@Table(name = "KCW_FIRST_LOGIN_RULE")
@IdClass(FirstLoginRuleEntity.Key.class)
public class FirstLoginRuleEntity {

    @Id
    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Id
    @Column(name = "POSITION_NO", nullable = false)
    int position;

    @Column(name = "KIND", nullable = false, length = 16)
    String kind;

    /** What it is about; {@code -} for anybody. */
    @Column(name = "MATCH_VALUE", nullable = false, length = 255)
    String value;

    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    /** Ids, separated by commas. */
    @Column(name = "ROLE_IDS", nullable = false, length = 1000)
    String roleIds;

    /** What identifies a row. */
    public record Key(String realmId, int position) {}
}
