package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.RealmId;
import org.jspecify.annotations.Nullable;

/**
 * Rows that leave together: first into one file, if that is wanted, then in batches. What belongs to it is fixed when it begins,
 * so that nothing leaves that is not in the file.
 *
 * @param before rows that happened before; epoch milliseconds
 * @param firstSeq number of the first row
 * @param lastSeq number of the last; between them are others that stay
 * @param holds how many holds had been lifted in the realm when it began
 * @param position number of the last row that has left
 * @param purged how many have
 * @param file name of the archive; null until it is written
 * @param digest SHA-256 of the file, in hexadecimal; null until it is written
 * @param finishedAt null while it is under way
 */
public record PurgeRun(
        String id,
        RealmId realm,
        TrailClass trailClass,
        long before,
        long firstSeq,
        long lastSeq,
        boolean archive,
        long holds,
        long position,
        long purged,
        @Nullable String file,
        @Nullable String digest,
        long startedAt,
        @Nullable Long finishedAt) {

    /** Whether its rows may be taken away as far as the archive goes. */
    public boolean isArchived() {
        return !archive || file != null;
    }

    PurgeRun archivedIn(String name, String sha256) {
        return now(position, purged, name, sha256, finishedAt);
    }

    PurgeRun after(long seq, int more) {
        return now(seq, purged + more, file, digest, finishedAt);
    }

    PurgeRun finished(long at) {
        return now(position, purged, file, digest, at);
    }

    private PurgeRun now(
            long reached, long rows, @Nullable String archived, @Nullable String sha256, @Nullable Long end) {
        return new PurgeRun(
                id,
                realm,
                trailClass,
                before,
                firstSeq,
                lastSeq,
                archive,
                holds,
                reached,
                rows,
                archived,
                sha256,
                startedAt,
                end);
    }
}
