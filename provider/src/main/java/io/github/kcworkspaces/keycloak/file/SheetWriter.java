package io.github.kcworkspaces.keycloak.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes a table, row by row. Every cell is text that no spreadsheet runs ({@link FormulaGuard}). */
public interface SheetWriter extends Closeable {

    void row(List<String> cells) throws IOException;
}
