package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The document of the audit tables says what the changelog makes. With {@code -Dtables.write=true} the test writes the document.
 */
class AuditTablesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "audit-tables.md");

    private static final List<String> TABLES = List.of(
            "KCW_AUDIT",
            "KCW_SEAL",
            "KCW_CHECKPOINT",
            "KCW_RETENTION",
            "KCW_HOLD",
            "KCW_PURGE_RUN",
            "KCW_PURGE",
            "KCW_GAP",
            "KCW_ANOMALY",
            "KCW_SINK",
            "KCW_SINK_DEAD",
            "KCW_SINK_COLLECTOR");

    @Test
    @Tag("OWU-31")
    void theDocumentSaysWhatTheChangelogMakes() throws IOException {
        String tables = tables();
        if (Boolean.getBoolean("tables.write")) {
            Files.writeString(DOCUMENT, tables);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(tables);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder("""
                # Tables of the audit trail

                In Keycloak's own database, for who looks at them, backs them up or copies them. Written from the changelog: do not edit.
                Times are epoch milliseconds. [What is hashed](adr/0015-sealed-trail.md), [what is left of rows that are gone](adr/0017-retention.md).
                """);
        try (EntityManager em = TestDatabase.of(TestDatabase.Kind.H2).open()) {
            for (String table : TABLES) {
                text.append("\n## ").append(table).append("\n\n| column | type | null |\n|---|---|---|\n");
                List<String> columns = columns(em, table);
                assertThat(columns).describedAs(table).isNotEmpty();
                columns.forEach(column -> text.append(column).append('\n'));
                text.append("\nKey and indexes: ")
                        .append(String.join("; ", indexes(em, table)))
                        .append(".\n");
            }
        }
        return text.toString();
    }

    private static List<String> columns(EntityManager em, String table) {
        return new Sql(
                        "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS"
                                + " WHERE TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
                        table)
                .list(em, row -> {
                    String type = row.getString(2);
                    return "| " + row.getString(1) + " | "
                            + switch (type) {
                                case "CHARACTER VARYING" -> "VARCHAR(" + row.getLong(3) + ")";
                                case "CHARACTER LARGE OBJECT" -> "CLOB";
                                default -> type;
                            }
                            + " | " + (row.getString(4).equals("YES") ? "yes" : "") + " |";
                });
    }

    /** Without those that H2 makes of its own accord. */
    private static List<String> indexes(EntityManager em, String table) {
        List<String> indexes = new ArrayList<>();
        new Sql(
                        "SELECT i.INDEX_TYPE_NAME, LISTAGG(c.COLUMN_NAME, ', ') WITHIN GROUP (ORDER BY c.ORDINAL_POSITION)"
                                + " FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS c"
                                + " ON c.INDEX_NAME = i.INDEX_NAME AND c.TABLE_NAME = i.TABLE_NAME WHERE i.TABLE_NAME = ?"
                                + " GROUP BY i.INDEX_NAME, i.INDEX_TYPE_NAME ORDER BY 1 DESC, 2",
                        table)
                        .list(em, row -> switch (row.getString(1)) {
                            case "PRIMARY KEY" -> "(" + row.getString(2) + ") primary";
                            case "UNIQUE INDEX" -> "(" + row.getString(2) + ") unique";
                            default -> "(" + row.getString(2) + ")";
                        })
                        .stream()
                        .sorted()
                        .forEach(indexes::add);
        return indexes;
    }
}
