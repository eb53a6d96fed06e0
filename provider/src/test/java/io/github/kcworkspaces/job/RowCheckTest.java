package io.github.kcworkspaces.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kcworkspaces.job.Issue.Code;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCheckTest {

    @Test
    @Tag("OBN-49")
    void aRowHasFirstNameLastNameAndEmail() {
        JobRow row = RowCheck.check(7, Map.of());
        assertThat(row.state()).isEqualTo(JobRow.State.FAILED);
        assertThat(row.number()).isEqualTo(7);
        assertThat(row.issues())
                .extracting(Issue::field, Issue::code)
                .containsExactly(
                        tuple("firstName", Code.REQUIRED),
                        tuple("lastName", Code.REQUIRED),
                        tuple("email", Code.REQUIRED));
        JobRow good = RowCheck.check(8, cells(Map.of()));
        assertThat(good.state()).isEqualTo(JobRow.State.WAITING);
        assertThat(good.issues()).isEmpty();
    }

    @Test
    void namesInAnyScriptAreKeptAndSpacesAroundThemAreNot() {
        JobRow row = RowCheck.check(
                2,
                cells(Map.of(
                        Column.FIRST_NAME, "  Зоя ", Column.LAST_NAME, "Ó Súilleabháin", Column.EMAIL, " A@B.org ")));
        assertThat(row.cell(Column.FIRST_NAME)).isEqualTo("Зоя");
        assertThat(row.cell(Column.LAST_NAME)).isEqualTo("Ó Súilleabháin");
        assertThat(row.emailKey()).isEqualTo("a@b.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ada", "ada@", "@example.org", "a b@example.org", "a@b@c", "Ada <ada@example.org>", "a@b;c@d"})
    void whatIsNoAddressIsRefused(String email) {
        assertThat(codes(Map.of(Column.EMAIL, email))).containsExactly(Code.INVALID_EMAIL);
    }

    @Test
    @Tag("OBN-54")
    void sampleRowsOfTheTemplateAreRefusedByEitherMark() {
        assertThat(codes(Map.of(Column.FIRST_NAME, "[Sample] Ada"))).containsExactly(Code.SAMPLE_ROW);
        assertThat(codes(Map.of(Column.EMAIL, "ada@SAMPLE.invalid"))).containsExactly(Code.SAMPLE_ROW);
    }

    @Test
    void whatIsTooLongIsCutAndRefused() {
        JobRow row = RowCheck.check(2, cells(Map.of(Column.LAST_NAME, "😀".repeat(300))));
        assertThat(row.issues()).extracting(Issue::code).containsExactly(Code.TOO_LONG);
        assertThat(row.cell(Column.LAST_NAME)
                        .codePointCount(0, row.cell(Column.LAST_NAME).length()))
                .isEqualTo(Column.LAST_NAME.longest());
    }

    @Test
    void controlAndInvisibleCharactersAreRefusedAndWhatNoDatabaseTakesIsReplaced() {
        JobRow row = RowCheck.check(2, cells(Map.of(Column.FIRST_NAME, "A\u0000\uD800\u202Eb")));
        assertThat(row.issues()).extracting(Issue::code).containsExactly(Code.INVALID_VALUE);
        assertThat(row.cell(Column.FIRST_NAME)).isEqualTo("A\uFFFD\uFFFD\u202Eb");
        assertThat(codes(Map.of(Column.MESSAGE, "two\nlines"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "Ja,true", "1,true", "X,true", "TRUE,true", "no,false", "0,false", "nein,false"})
    void bypassIsYesOrNo(String text, boolean bypass) {
        JobRow row = RowCheck.check(2, cells(Map.of(Column.BYPASS, text)));
        assertThat(row.state()).isEqualTo(JobRow.State.WAITING);
        assertThat(row.bypass()).isEqualTo(bypass);
        assertThat(codes(Map.of(Column.BYPASS, "maybe"))).containsExactly(Code.INVALID_VALUE);
    }

    @Test
    void aCellWithSeveralEntriesSeparatesThemBySemicolonsBarsOrLines() {
        JobRow row = RowCheck.check(2, cells(Map.of(Column.WORKSPACES, " research ; finance|\nfinance; ")));
        assertThat(row.entries(Column.WORKSPACES)).containsExactly("research", "finance");
        assertThat(row.entries(Column.ROLES)).isEmpty();
    }

    @Test
    void expiryIsHoursOrADayOrAnInstantOrTheDayOfASpreadsheet() {
        long now = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
        assertThat(at("72", now)).isEqualTo("2027-01-04T00:00:00Z");
        assertThat(at("2027-03-31", now)).isEqualTo("2027-04-01T00:00:00Z");
        assertThat(at("2027-03-31T12:00:00Z", now)).isEqualTo("2027-03-31T12:00:00Z");
        assertThat(at("46477", now)).isEqualTo("2027-04-01T00:00:00Z");
        assertThat(at("46477.5", now)).isEqualTo("2027-03-31T12:00:00Z");
        for (String wrong :
                new String[] {"0", "-5", "1.5", "soon", "2027-02-30", "9999", "1E999999999", "99999999999"}) {
            assertThat(codes(Map.of(Column.EXPIRY, wrong))).as(wrong).containsExactly(Code.INVALID_VALUE);
        }
    }

    private static String at(String text, long now) {
        return Instant.ofEpochMilli(Expiry.parse(text).orElseThrow().from(now)).toString();
    }

    private static List<Code> codes(Map<Column, String> some) {
        return RowCheck.check(2, cells(some)).issues().stream().map(Issue::code).toList();
    }

    private static Map<Column, String> cells(Map<Column, String> some) {
        Map<Column, String> cells = new EnumMap<>(
                Map.of(Column.FIRST_NAME, "Ada", Column.LAST_NAME, "Lovelace", Column.EMAIL, "ada@example.org"));
        cells.putAll(some);
        return cells;
    }
}
