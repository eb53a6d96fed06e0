package io.github.kcworkspaces.audit.anomaly;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.anomaly.Anomaly.Kind;
import io.github.kcworkspaces.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The rules themselves: pure functions over rows. */
final class AnomalyDetector {

    /** In which things are counted together. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    static final int FAILED_LOGINS = 5;
    static final int EXPORTS = 3;

    private static final Set<ActivityType> EXPORTING =
            EnumSet.of(ActivityType.TRAIL_EXPORTED, ActivityType.USERS_EXPORTED, ActivityType.PERSON_EXPORTED);
    private static final Set<ActivityType> PROMOTING =
            EnumSet.of(ActivityType.ACCOUNT_ADMIN_ADDED, ActivityType.ACCOUNT_OWNER_CHANGED);

    private AnomalyDetector() {}

    /** Types that are counted. */
    static Set<ActivityType> counted() {
        Set<ActivityType> types = EnumSet.copyOf(EXPORTING);
        types.add(ActivityType.LOGIN_ERROR);
        return types;
    }

    /** Types of rows that a rule looks at. */
    static Set<ActivityType> watched() {
        Set<ActivityType> types = EnumSet.copyOf(PROMOTING);
        types.addAll(counted());
        types.add(ActivityType.INVITATION_BYPASSED);
        return types;
    }

    /**
     * What a row shows.
     *
     * @param around what happened in the window before, the row included
     */
    static List<Anomaly> at(Activity row, List<Occurrence> around) {
        List<Anomaly> found = new ArrayList<>();
        String user = row.target().id();
        String address = row.actor().ip();
        UserId actor = row.actor().id();
        if (row.type() == ActivityType.LOGIN_ERROR) {
            if (!user.isBlank()) {
                int failed = count(row, around, one -> isFailed(one) && user.equals(one.target()));
                report(found, Kind.BRUTE_FORCE_USER, row.target(), failed, FAILED_LOGINS, row);
            }
            if (address != null) {
                int failed = count(row, around, one -> isFailed(one) && Objects.equals(address, one.address()));
                Target from = new Target("address", address, address);
                report(found, Kind.BRUTE_FORCE_ADDRESS, from, failed, FAILED_LOGINS, row);
            }
        } else if (EXPORTING.contains(row.type()) && actor != null) {
            Target by = new Target("user", actor.value(), row.actor().username());
            int exports = count(
                    row,
                    around,
                    one -> EXPORTING.contains(one.type()) && by.id().equals(one.actor()));
            report(found, Kind.MASS_EXPORT, by, exports, EXPORTS, row);
        } else if (row.type() == ActivityType.INVITATION_BYPASSED) {
            report(found, Kind.BYPASS_INVITATION, row.target(), 1, 1, row);
        } else if (PROMOTING.contains(row.type())) {
            report(found, Kind.ADMIN_PROMOTION, row.target(), 1, 1, row);
        }
        return found;
    }

    private static boolean isFailed(Occurrence one) {
        return one.type() == ActivityType.LOGIN_ERROR;
    }

    private static int count(Activity row, List<Occurrence> around, Predicate<Occurrence> same) {
        long from = row.at() - WINDOW.toMillis();
        return (int) around.stream()
                .filter(one -> one.at() > from && one.at() <= row.at() && same.test(one))
                .count();
    }

    private static void report(List<Anomaly> found, Kind kind, Target subject, int count, int limit, Activity row) {
        if (count >= limit) {
            found.add(new Anomaly(kind, subject, count, row.id()));
        }
    }
}
