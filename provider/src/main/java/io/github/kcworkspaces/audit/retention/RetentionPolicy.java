package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.TrailClass;
import java.time.Duration;

/**
 * How long a realm keeps its trail.
 *
 * @param activityDays 0 for ever, as for the others
 * @param archive whether rows are written to a file before they go
 */
public record RetentionPolicy(int activityDays, int loginDays, int keycloakDays, boolean archive) {

    /** Everything stays. */
    public static final RetentionPolicy FOR_EVER = new RetentionPolicy(0, 0, 0, false);

    public int days(TrailClass trailClass) {
        return switch (trailClass) {
            case ACTIVITY -> activityDays;
            case LOGIN -> loginDays;
            case KEYCLOAK -> keycloakDays;
        };
    }

    /**
     * What happened before may go.
     *
     * @return epoch milliseconds; the smallest there is where everything stays
     */
    public long before(TrailClass trailClass, long now) {
        int days = days(trailClass);
        return days == 0 ? Long.MIN_VALUE : now - Duration.ofDays(days).toMillis();
    }
}
