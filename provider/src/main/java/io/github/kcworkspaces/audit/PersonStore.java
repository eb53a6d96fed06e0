package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the rows that are about one person, as who acted, as whom it was done to, or as who acted for somebody else. */
public interface PersonStore {

    /**
     * Rows of the person, newest first.
     *
     * @param before cursor: time and id of the last row that was read; null to begin
     */
    List<TrailEntry> rows(RealmId realm, String person, @Nullable Cursor before, int max);

    /**
     * Takes away what sealed rows say of the person. Rows that are not sealed yet come later.
     *
     * @param email by which he was invited; null if it is not known
     * @param pseudonym what takes the place of the id
     * @return how many rows were changed; less than {@code max} when there are no more
     */
    int forget(RealmId realm, String person, @Nullable String email, String pseudonym, int max);

    /** Where reading goes on. */
    record Cursor(long at, String id) {}
}
