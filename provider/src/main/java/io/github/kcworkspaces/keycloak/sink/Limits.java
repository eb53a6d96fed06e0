package io.github.kcworkspaces.keycloak.sink;

import java.time.Duration;

/**
 * What the other side may cost.
 *
 * @param connect until there is a connection
 * @param total of one request, from the first byte to the last, whatever comes in between
 * @param turn after so long no further message is begun, so that what was delivered is stored
 * @param answerBytes of an answer are read; the rest is not waited for
 */
public record Limits(Duration connect, Duration total, Duration turn, int answerBytes) {

    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20), 64 * 1024);
}
