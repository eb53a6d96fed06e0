package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

/** What lost races are turned into. */
final class StoreRules {

    private static final String CONSTRAINT_VIOLATED = "23";
    private static final String ROLLED_BACK = "40";

    private StoreRules() {}

    /** An update that meets no row: another transaction changed or removed it since it was read. */
    static void rowIsAsItWasRead(int updated) {
        if (updated == 0) {
            throw changedMeanwhile();
        }
    }

    /** Runs a change; a violated key of ours becomes {@link ProblemCode#CONCURRENT_CHANGE}. */
    static <T> T racing(Supplier<T> change) {
        return racing(change, "no constraint has this name", StoreRules::changedMeanwhile);
    }

    /**
     * Runs a change; a violation of the constraint becomes the refusal, one of another key of ours
     * {@link ProblemCode#CONCURRENT_CHANGE}. Whatever else fails is thrown on.
     */
    static <T> T racing(Supplier<T> change, String constraint, Supplier<Problem> refusal) {
        try {
            return change.get();
        } catch (RuntimeException failure) {
            // Keycloak's entity manager wraps what Hibernate throws in exceptions of its own: the cause tells.
            SQLException cause = cause(failure);
            if (violates(cause, constraint)) {
                throw refusal.get();
            }
            if (violates(cause, "KCW_") || state(cause).startsWith(ROLLED_BACK)) {
                throw changedMeanwhile();
            }
            throw failure;
        }
    }

    /** Whether the failure is a violation of a key of the table. */
    static boolean isDuplicate(RuntimeException failure, String table) {
        return violates(cause(failure), table);
    }

    private static boolean violates(SQLException cause, String name) {
        return state(cause).startsWith(CONSTRAINT_VIOLATED)
                && String.valueOf(cause.getMessage()).toUpperCase(Locale.ROOT).contains(name);
    }

    private static String state(SQLException cause) {
        String state = cause.getSQLState();
        return state == null ? "" : state;
    }

    private static SQLException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return new SQLException("no cause in the database", "");
    }

    static Problem sinkNameTaken() {
        return new Problem(ProblemCode.SINK_NAME_TAKEN, "the realm has another sink with this name");
    }

    private static Problem changedMeanwhile() {
        return new Problem(ProblemCode.CONCURRENT_CHANGE, "it was changed or removed at the same time; read it again");
    }
}
