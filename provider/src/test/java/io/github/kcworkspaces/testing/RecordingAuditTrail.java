package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityFilter;
import io.github.kcworkspaces.audit.ActivityStore;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.AuditTrail;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A trail that keeps its rows in memory. */
public final class RecordingAuditTrail implements AuditTrail, ActivityStore {

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

    @Override
    public Slice<Activity> slice(RealmId realm, ActivityFilter filter) {
        List<Activity> matching = rows.stream()
                .filter(row -> row.realm().equals(realm))
                .filter(row -> filter.workspace() == null || filter.workspace().equals(row.workspace()))
                .filter(row -> filter.types().isEmpty() || filter.types().contains(row.type()))
                .filter(row -> filter.actor() == null
                        || (row.actor().id() != null && row.actor().id().value().equals(filter.actor())))
                .filter(row -> filter.target() == null || row.target().id().equals(filter.target()))
                .filter(row -> InMemoryWorld.found(
                        filter.search(), row.actor().username(), row.target().name()))
                .filter(row -> filter.from() == null || row.at() >= filter.from())
                .filter(row -> filter.to() == null || row.at() < filter.to())
                .sorted(Comparator.comparingLong(Activity::at)
                        .thenComparing(Activity::id)
                        .reversed())
                .toList();
        int start = 0;
        for (int index = 0; index < matching.size(); index++) {
            if (cursor(matching.get(index)).equals(filter.after())) {
                start = index + 1;
            }
        }
        List<Activity> slice = matching.subList(start, Math.min(matching.size(), start + filter.max()));
        boolean more = start + slice.size() < matching.size();
        return new Slice<>(slice, more ? cursor(slice.get(slice.size() - 1)) : null);
    }

    private static String cursor(Activity row) {
        return row.at() + "." + row.id();
    }
}
