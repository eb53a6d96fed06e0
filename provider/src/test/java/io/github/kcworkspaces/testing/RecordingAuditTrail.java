package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;

/** A trail that keeps its rows in memory. */
public final class RecordingAuditTrail implements AuditTrail {

    private final List<Activity> rows = new ArrayList<>();

    @Override
    public void record(Activity activity) {
        rows.add(activity);
    }

    /** All rows in the order in which they were written. */
    public List<Activity> rows() {
        return List.copyOf(rows);
    }

    /** What happened, in order. */
    public List<ActivityType> types() {
        return rows.stream().map(Activity::type).toList();
    }

    public void clear() {
        rows.clear();
    }
}
