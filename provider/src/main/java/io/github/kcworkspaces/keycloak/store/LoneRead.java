package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.EntityManager;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.ConnectionReleaseMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement that reads. To read a single time needs no transaction: to begin one, to enlist a connection in it and
 * to commit it costs more than most of our statements. So a session that has no connection yet lends one for the statement
 * alone. A session that has one may have written through it, and reads through the same.
 */
final class LoneRead {

    private final SessionImplementor session;

    LoneRead(EntityManager em) {
        this.session = em.unwrap(SessionImplementor.class);
    }

    <T> T run(ReturningWork<T> statement) {
        TransactionManager transactions = mayHaveWritten() ? null : transactions();
        if (transactions == null) {
            return session.doReturningWork(statement);
        }
        try {
            Transaction current = transactions.suspend();
            try {
                return outside(statement);
            } finally {
                if (current != null) {
                    transactions.resume(current);
                }
            }
        } catch (SystemException | jakarta.transaction.InvalidTransactionException e) {
            throw new IllegalStateException("The transaction manager refuses to step aside", e);
        }
    }

    /** Where connections go back after each statement, having none says nothing about what was done. */
    private boolean mayHaveWritten() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        return connection.isPhysicallyConnected()
                || connection.getConnectionHandlingMode().getReleaseMode() == ConnectionReleaseMode.AFTER_STATEMENT;
    }

    /** @return null where connections don't take part in transactions by themselves */
    private @Nullable TransactionManager transactions() {
        JtaPlatform platform = session.getFactory().getServiceRegistry().getService(JtaPlatform.class);
        return platform == null ? null : platform.retrieveTransactionManager();
    }

    private <T> T outside(ReturningWork<T> statement) {
        try {
            Connection connection = session.getJdbcConnectionAccess().obtainConnection();
            try {
                return statement.execute(connection);
            } finally {
                session.getJdbcConnectionAccess().releaseConnection(connection);
            }
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "A statement that reads failed");
        }
    }
}
