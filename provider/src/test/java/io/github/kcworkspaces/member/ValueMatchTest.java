package io.github.kcworkspaces.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.member.ValueMatch.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ValueMatchTest {

    @Test
    void anExactValueIsOneOfThem() {
        assertThat(ValueMatch.exact("staff", List.of("crew", "staff"))).isEqualTo(Outcome.MATCHES);
        assertThat(ValueMatch.exact("staff", List.of("Staff", "staff.*"))).isEqualTo(Outcome.DIFFERS);
        assertThat(ValueMatch.exact("staff", List.of())).isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void aPatternMatchesAWholeValue() {
        assertThat(ValueMatch.pattern("st.ff", List.of("crew", "stuff"))).isEqualTo(Outcome.MATCHES);
        assertThat(ValueMatch.pattern("staff", List.of("no-staff", "staff-not")))
                .isEqualTo(Outcome.DIFFERS);
        assertThat(ValueMatch.pattern("(", List.of("("))).isEqualTo(Outcome.BAD_PATTERN);
        assertThat(ValueMatch.pattern("a".repeat(251), List.of("a"))).isEqualTo(Outcome.BAD_PATTERN);
    }

    @Test
    void noPatternTakesLongerThanItMay() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(ValueMatch.pattern("(.*)(.*)(.*)(.*)x", List.of("a".repeat(1_000))))
                        .isEqualTo(Outcome.TOO_SLOW));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(
                                ValueMatch.pattern("(.*)(.*)(.*)(.*)x", Collections.nCopies(10_000, "y".repeat(1_000))))
                        .isEqualTo(Outcome.TOO_SLOW));
    }

    @Test
    void valuesArePlainTextsAndNotTooManyOrTooLong() {
        assertThat(ValueMatch.texts(null)).isEmpty();
        assertThat(ValueMatch.texts("staff")).containsExactly("staff");
        assertThat(ValueMatch.texts(Arrays.asList("a", 7, true, null, Map.of("b", "c"), "d".repeat(1_001))))
                .containsExactly("a", "7", "true");
        assertThat(ValueMatch.texts(Collections.nCopies(20_000, "x"))).hasSize(ValueMatch.MOST_VALUES);
    }
}
