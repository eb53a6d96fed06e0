package io.github.kcworkspaces.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * When an invitation expires, as a file says it: a whole number of hours, a day ({@code 2027-03-31}, to its end in UTC), an
 * instant ({@code 2027-03-31T12:00:00Z}), or the number by which spreadsheets store a day.
 *
 * @param hours from the invitation on; 0 where {@code at} says it
 * @param at epoch milliseconds; 0 where {@code hours} says it
 */
public record Expiry(int hours, long at) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?");
    private static final int MOST_HOURS = 366 * 24;
    private static final int FIRST_SERIAL = 40_000;
    private static final int LAST_SERIAL = 80_000;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /** @return empty for what is none of these */
    public static Optional<Expiry> parse(String text) {
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(Double.parseDouble(text));
        }
        try {
            return Optional.of(new Expiry(
                    0,
                    text.length() == 10
                            ? endOf(LocalDate.parse(text))
                            : Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    /** @param now when the invitation is made */
    public long from(long now) {
        return hours > 0 ? now + TimeUnit.HOURS.toMillis(hours) : at;
    }

    private static Optional<Expiry> ofNumber(double number) {
        if (number == Math.rint(number) && number >= 1 && number <= MOST_HOURS) {
            return Optional.of(new Expiry((int) number, 0));
        }
        return number >= FIRST_SERIAL && number <= LAST_SERIAL
                ? Optional.of(new Expiry(0, ofSerial(number)))
                : Optional.empty();
    }

    private static long ofSerial(double serial) {
        LocalDate day = DAY_ZERO.plusDays((long) serial);
        double part = serial - Math.floor(serial);
        return part == 0
                ? endOf(day)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                        + Math.round(part * TimeUnit.DAYS.toMillis(1));
    }

    private static long endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
