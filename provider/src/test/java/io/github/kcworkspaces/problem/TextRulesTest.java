package io.github.kcworkspaces.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u2028b",
                "\u202Ename",
                "a\u2066b",
                "a\u200Fb",
                "ad\u200Bmin",
                "\uFEFFadmin",
                "ad\u00ADmin",
                "ad\u200Dmin",
                "admin\u200C",
                "a\u200D\u200Db",
                "\uD800",
                "   ",
                ""
            })
    void aNameIsOneVisibleLine(String name) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> new TextRules().name("name", name).enforce());
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(problem.violations()).extracting(Violation::field).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Research", "研究", "Ünïcode – dash", "a🚀b", "👩\u200D🔬 Labor", "می\u200Cخواهم", "PDF\u200Cها"})
    void anyScriptIsFine(String name) {
        new TextRules().name("name", name).enforce();
    }

    @Test
    void lengthCountsCharactersNotUnits() {
        new TextRules().name("name", "🚀".repeat(100)).enforce();
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> new TextRules()
                                        .name("name", "a".repeat(101))
                                        .enforce())
                        .violations())
                .hasSize(1);
    }

    @Test
    void proseMayHaveLines() {
        new TextRules().prose("description", "one\n\ttwo", 100).enforce();
    }

    @Test
    void everyViolationIsReported() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> new TextRules()
                        .name("name", null)
                        .prose("description", "x".repeat(11), 10)
                        .enforce());
        assertThat(problem.violations()).extracting(Violation::field).containsExactly("name", "description");
    }
}
