package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SealedRow;
import java.io.IOException;
import java.util.List;

/** Port: where rows are written before they go. */
public interface Archives {

    /** Whether the server has a place for them. */
    boolean isAvailable();

    /**
     * Writes the rows of a run, reads them back and follows their hashes, and only then gives the file its name.
     *
     * @throws IOException if a single thing was not as it should be; then there is no file of that name
     */
    Written write(PurgeRun run, Content content) throws IOException;

    /** What is written. */
    interface Content {

        /** Rows behind the number; empty at the end. */
        List<SealedRow> after(long seq);

        Manifest manifest(long count, SealedRow first, SealedRow last);
    }

    /**
     * A file that was written.
     *
     * @param sha256 of the file as it is on disk, in hexadecimal
     */
    record Written(String file, String sha256) {}
}
