package io.github.kcworkspaces.keycloak.sink;

import io.github.kcworkspaces.sink.Report;
import io.github.kcworkspaces.sink.Report.About;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server has answered.
 *
 * @param body as much of it as we read
 */
record Answer(int status, String body, @Nullable Duration retryAfter) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    boolean taken() {
        return status / 100 == 2;
    }

    /** What it means that this is no yes. Names the status only. */
    Report.Failure failure() {
        String reason = status / 100 == 3 ? "HTTP " + status + ": redirects are not followed" : "HTTP " + status;
        About about =
                switch (status) {
                    case 400, 413, 422 -> About.EVENT;
                    case 410 -> About.END;
                    default -> About.SINK;
                };
        return new Report.Failure(about, reason, retryAfter);
    }

    /** Seconds or a date; what is neither is not heard. More than a day is not waited. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        Duration asked;
        try {
            asked = header.strip().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeParseException nonsense) {
            return null;
        }
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
