package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail. Of a row that is sealed nothing changes but the values of a person who is forgotten. */
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

    @Column(name = "CLASS", nullable = false, length = 16)
    String trailClass;

    @Column(name = "REQUEST_ID", length = 64)
    @Nullable
    String requestId;

    @Column(name = "ACTOR_EMAIL", length = 255)
    @Nullable
    String actorEmail;

    @Column(name = "IMPERSONATOR_ID", length = 255)
    @Nullable
    String impersonatorId;

    @Column(name = "IMPERSONATOR_NAME", length = 255)
    @Nullable
    String impersonatorName;

    @Column(name = "CODE")
    @Nullable
    Integer code;

    @Column(name = "LOGIN_MODE", length = 64)
    @Nullable
    String loginMode;

    @Column(name = "SESSION_ID", length = 64)
    @Nullable
    String sessionId;

    @Column(name = "ERROR", length = 255)
    @Nullable
    String error;

    @Column(name = "SEQ")
    @Nullable
    Long seq;

    @Column(name = "PREVIOUS", length = 43)
    @Nullable
    String previous;

    @Column(name = "HASH", length = 43)
    @Nullable
    String hash;

    @Column(name = "SALTS", length = 120)
    @Nullable
    String salts;

    @Column(name = "DIGESTS", length = 200)
    @Nullable
    String digests;
}
