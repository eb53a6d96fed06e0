package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "5", "W/\"5\"", " \"5\" "})
    void readsAVersion(String header) {
        assertThat(EntityTags.expected(header, null)).isEqualTo(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"5", "five", "\"5\", \"6\"", "w/\"5\"", "-1", "9999999999999999999"})
    void refusesAnythingElse(String header) {
        assertThatThrownBy(() -> EntityTags.expected(header, null)).isInstanceOf(Problem.class);
    }

    @Test
    void takesTheBodysVersionWithoutAHeader() {
        assertThat(EntityTags.expected(null, 7L)).isEqualTo(7L);
        assertThat(EntityTags.expected("*", null)).isNull();
        assertThat(EntityTags.expected(null, null)).isNull();
    }

    @Test
    void bothMustAgree() {
        assertThat(EntityTags.expected("5", 5L)).isEqualTo(5L);
        assertThatThrownBy(() -> EntityTags.expected("5", 6L)).isInstanceOf(Problem.class);
    }
}
