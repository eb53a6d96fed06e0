package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A membership of a user's own. The names are a snapshot, for users whom Keycloak has no row of. */
@Entity(name = "KcwMember")
@Table(name = "KCW_MEMBER")
@IdClass(MemberEntity.Key.class)
public class MemberEntity {

    @Id
    @Column(name = "WORKSPACE_ID", nullable = false, length = 36)
    String workspaceId;

    @Id
    @Column(name = "USER_ID", nullable = false, length = 255)
    String userId;

    @Column(name = "REALM_ID", nullable = false, length = 36)
    String realmId;

    @Column(name = "STATUS", nullable = false, length = 16)
    String status;

    @Column(name = "SOURCE", nullable = false, length = 16)
    String source;

    @Column(name = "USERNAME", nullable = false, length = 255)
    String username;

    @Column(name = "EMAIL", length = 255)
    @Nullable
    String email;

    @Column(name = "FIRST_NAME", length = 255)
    @Nullable
    String firstName;

    @Column(name = "LAST_NAME", length = 255)
    @Nullable
    String lastName;

    @Column(name = "DIRECTORY_ID", length = 255)
    @Nullable
    String directoryId;

    @Column(name = "SINCE", nullable = false)
    long since;

    @Column(name = "VERSION", nullable = false)
    long version;

    /** What identifies a row. */
    public record Key(String workspaceId, String userId) {}
}
