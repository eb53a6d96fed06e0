package io.github.kcworkspaces.role;

/** How a role stands to a resource, in one word. */
public enum MatrixState {
    /** Granted on this very resource. */
    GRANTED,
    /** Granted on every resource of the type. */
    BY_TYPE,
    NONE,
    /** Granted, and without effect: the role does not grant the parent (rule P3). */
    BLOCKED_BY_PARENT,
    /** Granted itself, and some of its children are while others are not. */
    MIXED
}
