package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** An SQL statement put together from pieces, run by plain JDBC on the connection of the session. */
final class Sql {

    /** The database's time in epoch milliseconds: the same for all nodes. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    /** Makes an object of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Values of one parameter. */
    private record Several(List<String> values) {

        void bind(PreparedStatement statement, int index) throws SQLException {
            statement.setArray(
                    index, statement.getConnection().createArrayOf("varchar", values.toArray(String[]::new)));
        }
    }

    private final String start;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private @Nullable StringBuilder more;

    /** @param start a constant where it is the whole statement: by it the driver finds again what it has prepared */
    Sql(String start, @Nullable Object... values) {
        this.start = start;
        Collections.addAll(parameters, values);
    }

    /** Adds a piece with the values of its question marks. */
    Sql append(String piece, @Nullable Object... values) {
        StringBuilder text = more == null ? new StringBuilder(start) : more;
        more = text.append(' ').append(piece);
        Collections.addAll(parameters, values);
        return this;
    }

    /**
     * Adds that what stands before is one of the values; nothing is in an empty list. All values are one parameter: lists of
     * any length make one statement, whose plan a database keeps, and it reads one value instead of hundreds. A single value is
     * an equation: behind it an index still has the order of its next column, so a page ends where its last row is.
     */
    Sql in(Collection<String> values) {
        return values.size() == 1
                ? append("= ?", values.iterator().next())
                : append("= ANY (?)", new Several(List.copyOf(values)));
    }

    private String text() {
        return more == null ? start : more.toString();
    }

    <T> List<T> list(EntityManager em, Row<T> mapper) {
        return em.unwrap(Session.class).doReturningWork(connection -> rows(connection, mapper));
    }

    /** As {@link #list}, for statements that only read in requests that mostly write nothing. */
    <T> List<T> listAlone(EntityManager em, Row<T> mapper) {
        return new LoneRead(em).run(connection -> rows(connection, mapper));
    }

    /**
     * As {@link #listAlone}, for what is looked up by keys, and takes no time. For the limit that Keycloak sets for each
     * statement the driver winds up a timer, which costs a request more than to read the answer: without it a connection that
     * hangs still ends by the limit of its socket, which is the same.
     */
    <T> List<T> lookUpAlone(EntityManager em, Row<T> mapper) {
        return new LoneRead(em).run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text())) {
                if (statement.getQueryTimeout() > 0) {
                    statement.setQueryTimeout(0);
                }
                return rows(statement, mapper);
            }
        });
    }

    private <T> List<T> rows(Connection connection, Row<T> mapper) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text())) {
            return rows(statement, mapper);
        }
    }

    private <T> List<T> rows(PreparedStatement statement, Row<T> mapper) throws SQLException {
        bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        }
    }

    /** As {@link #list}, after what is pending in the session (perhaps of Keycloak's own entities) was written. */
    <T> List<T> listFlushed(EntityManager em, Row<T> mapper) {
        if (em.isJoinedToTransaction()) {
            em.flush();
        }
        return list(em, mapper);
    }

    /**
     * Runs one statement for each row of values, sent in batches.
     *
     * @return how many rows of the table they met
     */
    static int batch(EntityManager em, String statementText, Collection<? extends List<@Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(statementText)) {
                int waiting = 0;
                int met = 0;
                for (List<@Nullable Object> row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                    waiting++;
                    if (waiting % Jpql.CHUNK == 0) {
                        met += IntStream.of(statement.executeBatch()).sum();
                    }
                }
                if (waiting % Jpql.CHUNK != 0) {
                    met += IntStream.of(statement.executeBatch()).sum();
                }
                return met;
            }
        });
    }

    /** Of a column that is never null. */
    static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int index = 0; index < values.size(); index++) {
            Object value = values.get(index);
            if (value instanceof Several several) {
                several.bind(statement, index + 1);
            } else {
                statement.setObject(index + 1, value);
            }
        }
    }
}
