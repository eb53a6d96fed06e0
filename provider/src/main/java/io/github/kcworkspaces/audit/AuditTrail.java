package io.github.kcworkspaces.audit;

/**
 * Port: where changes are recorded. A row is written in the transaction of the change it describes: either both are
 * there or neither (rule A1).
 */
@FunctionalInterface
public interface AuditTrail {

    /** Writes the row now, in the current transaction; a failure fails the change. */
    void record(Activity activity);
}
