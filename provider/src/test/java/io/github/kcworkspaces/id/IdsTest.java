package io.github.kcworkspaces.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String UUID_TEXT = "0a1b2c3d-4e5f-6789-abcd-ef0123456789";

    @Test
    void everyUuidThatJavaMakesLooksLikeOne() {
        for (int round = 0; round < 1_000; round++) {
            assertThat(Ids.isUuid(UUID.randomUUID().toString())).isTrue();
        }
    }

    @Test
    void lettersOfAUuidMayBeOfEitherCase() {
        assertThat(Ids.isUuid("0A1B2C3D-4E5F-6789-ABCD-EF0123456789")).isTrue();
    }

    @Test
    void aTextThatDiffersFromAUuidInOneLetterIsNone() {
        for (int index = 0; index < UUID_TEXT.length(); index++) {
            for (char wrong : new char[] {'g', 'G', '/', ':', '@', '`', ' ', '\u0661', '\0'}) {
                StringBuilder text = new StringBuilder(UUID_TEXT);
                text.setCharAt(index, wrong);
                assertThat(Ids.isUuid(text.toString())).as(text.toString()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0a1b2c3d4e5f6789abcdef0123456789",
                "0a1b2c3d-4e5f-6789-abcd-ef012345678",
                "0a1b2c3d-4e5f-6789-abcd-ef01234567890",
                "{0a1b2c3d-4e5f-6789-abcd-ef0123456789}",
                "0a1b2c3d4-e5f-6789-abcd-ef0123456789",
                "trading"
            })
    void otherTextsAreNoUuids(String text) {
        assertThat(Ids.isUuid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\nb", "tab\t", "\u007f", "x\u0085"})
    void controlCharactersAreFoundWhereverTheyStand(String text) {
        assertThat(Ids.hasControlCharacters(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "trading", "Überblick 東京 🙂", "a b\u00a0c"})
    void otherTextsHaveNone(String text) {
        assertThat(Ids.hasControlCharacters(text)).isFalse();
    }
}
