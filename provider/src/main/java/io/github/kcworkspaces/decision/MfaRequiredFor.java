package io.github.kcworkspaces.decision;

/** Of whom a second factor is demanded. */
public enum MfaRequiredFor {
    NONE,
    ACCOUNT_ADMINS,
    EVERYONE;

    /** The same where a workspace may demand one of whoever works in it. */
    public MfaRequiredFor in(boolean demandedByWorkspace) {
        return demandedByWorkspace ? EVERYONE : this;
    }

    public boolean demandedOf(boolean accountAdmin) {
        return this == EVERYONE || (this == ACCOUNT_ADMINS && accountAdmin);
    }
}
