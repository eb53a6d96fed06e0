package io.github.kcworkspaces.audit.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.anomaly.Anomaly.Kind;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {

    private static final long NOW = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @Test
    void fiveFailedLoginsInTenMinutesAreAnAttackOnTheUserOrFromTheAddress() {
        assertThat(kinds(failures(4, "ben", "10.0.0.1", MINUTE))).isEmpty();
        assertThat(kinds(failures(5, "ben", "10.0.0.1", MINUTE)))
                .containsExactly(Kind.BRUTE_FORCE_USER, Kind.BRUTE_FORCE_ADDRESS);
        assertThat(kinds(failures(5, "ben", null, MINUTE))).containsExactly(Kind.BRUTE_FORCE_USER);
        // Somebody who is not known has no id: passwords that are sprayed come from an address.
        assertThat(kinds(failures(5, "", "10.0.0.1", MINUTE))).containsExactly(Kind.BRUTE_FORCE_ADDRESS);
        assertThat(kinds(failures(5, "ben", "10.0.0.1", 3 * MINUTE))).isEmpty();
    }

    @Test
    void threeExportsByOnePersonAreManyAndSystemsExportNothing() {
        assertThat(kinds(exports(2, "ada"))).isEmpty();
        assertThat(kinds(exports(3, "ada"))).containsExactly(Kind.MASS_EXPORT);
        assertThat(kinds(exports(3, null))).isEmpty();
    }

    @Test
    void bypassesAndPromotionsAreToldEachTime() {
        assertThat(kinds(List.of(row(ActivityType.INVITATION_BYPASSED, NOW, "ada", "i1", null))))
                .containsExactly(Kind.BYPASS_INVITATION);
        assertThat(kinds(List.of(row(ActivityType.ACCOUNT_ADMIN_ADDED, NOW, "ada", "ben", null))))
                .containsExactly(Kind.ADMIN_PROMOTION);
        assertThat(kinds(List.of(row(ActivityType.ROLE_CREATED, NOW, "ada", "r1", null))))
                .isEmpty();
        assertThat(AnomalyDetector.watched()).doesNotContain(ActivityType.ANOMALY_DETECTED);
    }

    /** What the last row shows. */
    private static List<Kind> kinds(List<Activity> rows) {
        List<Occurrence> around = rows.stream()
                .map(row -> new Occurrence(
                        row.type(),
                        row.at(),
                        row.actor().id() == null ? null : row.actor().id().value(),
                        row.target().id(),
                        row.actor().ip()))
                .toList();
        return AnomalyDetector.at(rows.get(rows.size() - 1), around).stream()
                .map(Anomaly::kind)
                .toList();
    }

    private static List<Activity> failures(int count, String user, String address, long apart) {
        List<Activity> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(row(ActivityType.LOGIN_ERROR, NOW + row * apart, null, user, address));
        }
        return rows;
    }

    private static List<Activity> exports(int count, String actor) {
        List<Activity> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(row(ActivityType.TRAIL_EXPORTED, NOW + row, actor, "export", null));
        }
        return rows;
    }

    private static Activity row(ActivityType type, long at, String actor, String target, String address) {
        return new Activity(
                "row",
                new RealmId("realm-1"),
                at,
                type,
                new Actor(
                        actor == null ? null : new UserId(actor),
                        "name",
                        Actor.Kind.USER,
                        Actor.Cause.USER,
                        address,
                        null,
                        null),
                null,
                null,
                new Target("user", target, target),
                Map.of());
    }
}
