package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.CursorRequest;
import io.github.kcworkspaces.paging.Window;
import java.util.Map;

/** Port: reading the trail by time, whether sealed or not. */
public interface TrailStore {

    /** Newest first, unless asked otherwise; a malformed cursor reads like none. */
    Window<TrailEntry> window(RealmId realm, TrailQuery query, CursorRequest request);

    /** How many rows there are of each type. */
    Map<ActivityType, Long> countByType(RealmId realm, TrailQuery query);

    /**
     * How many rows there are on each day that has any.
     *
     * @param offsetMinutes by which days begin before those of UTC
     * @return by day since 1970-01-01
     */
    Map<Long, Long> countByDay(RealmId realm, TrailQuery query, int offsetMinutes);
}
