package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RoleId;
import org.jspecify.annotations.Nullable;

/**
 * The answer, with its reason.
 *
 * @param role the role that grants it; null when denied or when no role is behind it
 */
public record Decision(
        boolean allowed, Reason reason, @Nullable RoleId role) {

    /** Why. The first that applies, in this order. */
    public enum Reason {
        REALM_DISABLED,
        UNKNOWN_WORKSPACE,
        WORKSPACE_DISABLED,
        UNKNOWN_SUBJECT,
        SUBJECT_DISABLED,
        UNKNOWN_TYPE,
        UNKNOWN_ACTION,
        NOT_A_MEMBER,
        MEMBER_SUSPENDED,
        UNKNOWN_RESOURCE,
        FOREIGN_RESOURCE,
        HOME_DISABLED,
        NOT_SHAREABLE,
        RESOURCE_INACTIVE,
        WITHHELD,
        NO_GRANT,
        CONDITION_NOT_MET,
        PARENT_NOT_GRANTED,
        ACCOUNT_ADMIN,
        GRANTED,
        SHARED
    }

    static Decision allow(Reason reason, @Nullable RoleId role) {
        return new Decision(true, reason, role);
    }

    public static Decision deny(Reason reason) {
        return new Decision(false, reason, null);
    }
}
