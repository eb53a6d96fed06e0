package io.github.kcworkspaces.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Reads in PostgreSQL's log which statements the server sends. Logging is on only while something is recorded.
 *
 * <p>PostgreSQL writes its log behind the back of the client. A statement of our own before and one after the recorded
 * action mark the part that counts: all backends write through one pipe, so what was sent before a mark stands before it.
 */
public final class StatementLog {

    private static final Pattern SENT = Pattern.compile("(?s)(?:statement|execute [^:]*): (.*)");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The longest that jobs in the background clear up after a large test. */
    private static final Duration UNTIL_QUIET = Duration.ofSeconds(60);

    private final Postgres postgres;

    StatementLog(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Something the server is made to do. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    public Recording record(Action action) {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            switchTo("all", statement);
            try {
                long start = length();
                String before = mark(statement);
                action.run();
                String after = mark(statement);
                return new Recording(transactions(awaitLines(start, before, after)));
            } finally {
                switchTo("none", statement);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The recorded action failed", e);
        }
    }

    /**
     * The quietest of several recordings of the same: repeated until our tables are asked at most so often. A job in the
     * background that is not recognised as one falls into some recordings, not into all.
     */
    public Recording quietest(int expected, Action action) {
        long end = System.nanoTime() + UNTIL_QUIET.toNanos();
        Recording quietest = record(action);
        while (quietest.ours().size() > expected && System.nanoTime() < end) {
            Recording next = record(action);
            quietest = next.ours().size() < quietest.ours().size() ? next : quietest;
        }
        return quietest;
    }

    private static void switchTo(String what, Statement statement) throws SQLException {
        statement.execute("ALTER SYSTEM SET log_statement = '" + what + "'");
        statement.execute("SELECT pg_reload_conf()");
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> {
            try (ResultSet result = statement.executeQuery("SHOW log_statement")) {
                return result.next() && what.equals(result.getString(1));
            }
        });
    }

    private static String mark(Statement statement) throws SQLException {
        String mark = "mark-" + UUID.randomUUID();
        statement.execute("SELECT '" + mark + "'");
        return mark;
    }

    private long length() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(postgres.log().toFile(), "r")) {
            return file.length();
        }
    }

    private List<JsonNode> awaitLines(long start, String before, String after) {
        return Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> linesBetween(start, before, after), lines -> !lines.isEmpty());
    }

    /** Both marks included; nothing before the second is written. */
    private List<JsonNode> linesBetween(long start, String before, String after) throws IOException {
        byte[] written;
        try (RandomAccessFile file = new RandomAccessFile(postgres.log().toFile(), "r")) {
            written = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(written);
        }
        String text = new String(written, StandardCharsets.UTF_8);
        int end = text.indexOf('\n', Math.max(0, text.indexOf(after)));
        if (!text.contains(after) || end < 0) {
            return List.of();
        }
        int begin = text.lastIndexOf('\n', text.indexOf(before)) + 1;
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new StringReader(text.substring(begin, end)))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(RestCaller.read(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static List<Transaction> transactions(List<JsonNode> lines) {
        List<Transaction> finished = new ArrayList<>();
        Map<Long, List<String>> open = new LinkedHashMap<>();
        Set<Long> begun = new HashSet<>();
        Map<String, Long> sentIn = lines.stream()
                .filter(line -> SENT.matcher(line.path("message").asText()).matches())
                .collect(Collectors.groupingBy(StatementLog::transaction, Collectors.counting()));
        for (JsonNode line : lines) {
            var sent = SENT.matcher(line.path("message").asText());
            if (Postgres.TESTS.equals(line.path("application_name").asText()) || !sent.matches()) {
                continue;
            }
            long backend = line.path("pid").asLong();
            String sql = sent.group(1).strip();
            String first = sql.split("[\\s;]", 2)[0].toUpperCase(Locale.ROOT);
            List<String> statements = open.computeIfAbsent(backend, key -> new ArrayList<>());
            switch (first) {
                case "BEGIN", "START" -> begun.add(backend);
                case "SET", "SHOW", "DISCARD", "SAVEPOINT", "RELEASE", "" -> {}
                case "COMMIT", "ROLLBACK" -> {
                    if (first.equals("COMMIT") || !sql.toUpperCase(Locale.ROOT).contains(" TO ")) {
                        // One whose begin was not recorded ran before the action did.
                        if (begun.remove(backend)) {
                            finished.add(new Transaction(backend, List.copyOf(statements)));
                        }
                        open.remove(backend);
                    }
                }
                default -> {
                    if (begun.contains(backend) || isAlone(line, sentIn)) {
                        statements.add(sql);
                    }
                }
            }
        }
        open.forEach((backend, statements) -> finished.add(new Transaction(backend, List.copyOf(statements))));
        return finished.stream()
                .filter(transaction -> !transaction.statements().isEmpty())
                .toList();
    }

    /**
     * Whether a statement was sent outside of a transaction. One that has written, or sends more, and whose begin was not
     * recorded, goes on beside the action.
     */
    private static boolean isAlone(JsonNode line, Map<String, Long> sentIn) {
        return line.path("txid").asLong() == 0 && sentIn.getOrDefault(transaction(line), 0L) == 1;
    }

    /** PostgreSQL's virtual id of it: a statement outside of a transaction has one of its own. */
    private static String transaction(JsonNode line) {
        return line.path("vxid").asText();
    }

    /**
     * What one connection sent between a begin and its end, without those two.
     *
     * @param backend PostgreSQL's process for the connection
     */
    public record Transaction(long backend, List<String> statements) {

        public boolean sends(Pattern pattern) {
            return statements.stream().anyMatch(sql -> pattern.matcher(sql).find());
        }
    }

    /** What the server sent while the action ran. Savepoints, settings, begin and end of transactions do not count. */
    public static final class Recording {

        /**
         * What goes on whatever a test does: the cluster's own book-keeping, the looks at jobs, mails and days to keep, the
         * sealer, and the sweeper, each of whose transactions begins with looking for what Keycloak no longer has.
         */
        private static final Pattern BACKGROUND = Pattern.compile("(?is)\\bjgroups_ping\\b"
                + "|\\bkcw_mail m where m.due_at <= "
                + "|\\bkcw_retention r join kcw_settings"
                + "|\\bkcw_seal\\b"
                + "|\\bkcw_job j where j.status = 'running' and j.lease_until"
                + "|\\bkcw_.*not exists \\(select 1 from (realm|user_entity|keycloak_group) \\w where");

        private final List<Transaction> transactions;

        private Recording(List<Transaction> transactions) {
            this.transactions = transactions.stream()
                    .filter(transaction -> !transaction.sends(BACKGROUND))
                    .toList();
        }

        /** Without the transactions in which a statement matches: jobs that happened to run at the same time. */
        public Recording ignoring(String regex) {
            Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            return new Recording(transactions.stream()
                    .filter(transaction -> !transaction.sends(pattern))
                    .toList());
        }

        public List<Transaction> transactions() {
            return transactions;
        }

        public List<String> statements() {
            return transactions.stream()
                    .flatMap(transaction -> transaction.statements().stream())
                    .toList();
        }

        /** Those in which this is found, without regard to case: {@code "kcw_"} for what touches our tables. */
        public List<String> statements(String regex) {
            Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            return statements().stream()
                    .filter(sql -> pattern.matcher(sql).find())
                    .toList();
        }

        /** What touches our tables. */
        public List<String> ours() {
            return statements("kcw_");
        }

        public int count() {
            return statements().size();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Transaction transaction : transactions) {
                text.append("transaction of backend ")
                        .append(transaction.backend())
                        .append('\n');
                transaction
                        .statements()
                        .forEach(sql -> text.append("  ").append(sql).append('\n'));
            }
            return text.toString();
        }
    }
}
