package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail. No row of it is ever changed. */
@Entity(name = "KcwActivity")
@Table(name = "KCW_AUDIT")
public class ActivityEntity {

    @Id
    @Column(name = "ID", nullable = false, length = 36)
    String id;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "OCCURRED_AT", nullable = false)
    long occurredAt;

    @Column(name = "ACTIVITY", nullable = false, length = 40)
    String activity;

    @Column(name = "ACTOR_ID", length = 255)
    @Nullable
    String actorId;

    @Column(name = "ACTOR_NAME", nullable = false, length = 255)
    String actorName;

    @Column(name = "ACTOR_KIND", nullable = false, length = 16)
    String actorKind;

    @Column(name = "CAUSE", nullable = false, length = 16)
    String cause;

    @Column(name = "IP", length = 64)
    @Nullable
    String ip;

    @Column(name = "CLIENT", length = 255)
    @Nullable
    String client;

    @Column(name = "CORRELATION", length = 64)
    @Nullable
    String correlation;

    @Column(name = "WORKSPACE_ID", length = 36)
    @Nullable
    String workspaceId;

    @Column(name = "WORKSPACE_ALIAS", length = 63)
    @Nullable
    String workspaceAlias;

    @Column(name = "TARGET_KIND", nullable = false, length = 40)
    String targetKind;

    @Column(name = "TARGET_ID", nullable = false, length = 255)
    String targetId;

    @Column(name = "TARGET_NAME", nullable = false, length = 512)
    String targetName;

    @Column(name = "CHANGES", nullable = false, length = Length.LONG32)
    String changes;
}
