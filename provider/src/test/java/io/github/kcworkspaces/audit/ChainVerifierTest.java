package io.github.kcworkspaces.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Broken.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a chain afterwards is found, and where it was done. */
@Tag("OWU-35")
class ChainVerifierTest {

    private static final int ROWS = 10;

    @Test
    void whatWasSealedIsIntact() {
        ChainVerifier chain = verify(lines());
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.verified()).isEqualTo(ROWS);
        assertThat(chain.seq()).isEqualTo(ROWS);
        assertThat(chain.forgotten()).isZero();
    }

    /** Every member that the hash covers, from the definition of the hash. */
    static Stream<String> members() {
        return lines().get(3).get("row") instanceof Map<?, ?> row
                ? row.keySet().stream().map(String::valueOf)
                : Stream.of();
    }

    @ParameterizedTest
    @MethodSource("members")
    void anyChangedMemberIsFoundInItsRow(String member) {
        List<Map<String, Object>> lines = lines();
        row(lines.get(3)).put(member, member.equals("digests") ? Map.of() : "other");
        assertThat(verify(lines).broken().map(Broken::seq)).contains(4L);
    }

    @ParameterizedTest
    @MethodSource("members")
    void noMemberCanBeLeftOut(String member) {
        List<Map<String, Object>> lines = lines();
        row(lines.get(3)).remove(member);
        assertThat(verify(lines).broken().map(Broken::seq)).contains(4L);
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                of(
                        "a value of a part",
                        4,
                        Reason.ROW_CHANGED,
                        lines -> part(lines.get(3), Part.TARGET).put("value", Map.of("id", "r4", "name", "x"))),
                of(
                        "another salt",
                        4,
                        Reason.ROW_CHANGED,
                        lines -> part(lines.get(3), Part.ACTOR).put("salt", "x")),
                of(
                        "a part that is gone",
                        4,
                        Reason.ROW_CHANGED,
                        lines -> parts(lines.get(3)).remove("details")),
                of(
                        "a salt taken away to hide a value",
                        4,
                        Reason.FORGOTTEN_PART_FILLED,
                        lines -> part(lines.get(3), Part.DETAILS).put("salt", null)),
                of("a row removed", 4, Reason.ROW_MISSING, lines -> lines.remove(3)),
                of("a row doubled", 4, Reason.ROW_DISPLACED, lines -> lines.add(4, lines.get(3))),
                of("two rows swapped", 4, Reason.ROW_MISSING, lines -> lines.add(3, lines.remove(4))),
                of("another hash", 4, Reason.ROW_CHANGED, lines -> lines.get(3).put("hash", "x")),
                of("the first row removed", 1, Reason.ROW_MISSING, lines -> lines.remove(0)),
                of(
                        "the last row changed",
                        10,
                        Reason.ROW_CHANGED,
                        lines -> row(lines.get(9)).put("at", 1L)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void tamperingIsFoundWhereItWasDone(
            String what, long seq, Reason reason, Consumer<List<Map<String, Object>>> change) {
        List<Map<String, Object>> lines = lines();
        change.accept(lines);
        assertThat(verify(lines).broken().map(Broken::seq)).as(what).contains(seq);
        assertThat(verify(lines).broken().map(Broken::reason)).as(what).contains(reason);
    }

    @Test
    void aRowThatIsSealedAgainBreaksTheNext() {
        List<SealedRow> rows = new ArrayList<>(SampleChain.rows(ROWS));
        SealedRow old = rows.get(3);
        rows.set(3, RowHash.seal(4, old.previous(), SampleChain.row(99), salts(old)));
        Broken broken = verify(rows.stream()
                        .map(TrailLine::members)
                        .map(ChainVerifierTest::copy)
                        .toList())
                .broken()
                .orElseThrow();
        assertThat(broken.seq()).isEqualTo(5);
        assertThat(broken.reason()).isEqualTo(Reason.ROW_DISPLACED);
    }

    @Test
    void aPersonCanBeForgottenAndTheChainHolds() {
        List<Map<String, Object>> lines = lines();
        Map<String, Object> actor = part(lines.get(3), Part.ACTOR);
        actor.put("salt", null);
        Map<String, Object> nobody = new LinkedHashMap<>();
        nobody.put("id", Forgetting.ID_PREFIX + "1");
        nobody.put("username", Forgetting.NAME);
        nobody.put("email", null);
        nobody.put("impersonator", null);
        actor.put("value", nobody);
        ChainVerifier chain = verify(lines);
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.forgotten()).isEqualTo(1);
    }

    @Test
    void aFilterMayLeaveRowsOutButNotChangeThem() {
        UnaryOperator<List<Map<String, Object>>> odd = lines -> IntStream.range(0, lines.size())
                .filter(index -> index % 2 == 0)
                .mapToObj(lines::get)
                .toList();
        ChainVerifier filtered = new ChainVerifier(0, RowHash.GENESIS, true);
        feed(filtered, odd.apply(lines()));
        assertThat(filtered.broken()).isEmpty();
        assertThat(filtered.verified()).isEqualTo(ROWS / 2);
        List<Map<String, Object>> changed = lines();
        row(changed.get(4)).put("type", "ROLE_DELETED");
        ChainVerifier found = new ChainVerifier(0, RowHash.GENESIS, true);
        feed(found, odd.apply(changed));
        assertThat(found.broken().map(Broken::seq)).contains(5L);
    }

    @Test
    void aClockThatWasSetBackIsNoFault() {
        assertThat(SampleChain.rows(ROWS))
                .extracting(row -> row.activity().at())
                .isNotEqualTo(SampleChain.rows(ROWS).stream()
                        .map(row -> row.activity().at())
                        .sorted()
                        .toList());
        assertThat(verify(lines()).broken()).isEmpty();
    }

    @Test
    void theHashIsWhatItWasInTheFirstRelease() {
        assertThat(SampleChain.rows(3)).extracting(SealedRow::hash).containsExactlyElementsOf(KNOWN);
    }

    /** Computed by another implementation from the documentation alone. */
    private static final List<String> KNOWN = List.of(
            "HT64M0YTv5mfosoQuBhnJopGNnethjoLwaxE2VW4Hdk",
            "oyEwFutfAITedZ7tAxgDkSLYbsjBTJyj2SYNuTkfeuA",
            "tEbX0O0OUNEkF1o7NrvQzz5Q0Dg7ApGM1NNWGivT2zM");

    private static Arguments of(String what, long seq, Reason reason, Consumer<List<Map<String, Object>>> change) {
        return Arguments.of(what, seq, reason, change);
    }

    private static Map<Part, String> salts(SealedRow row) {
        Map<Part, String> salts = new LinkedHashMap<>();
        row.parts().forEach((part, how) -> salts.put(part, String.valueOf(how.salt())));
        return salts;
    }

    private static List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        SampleChain.rows(ROWS).forEach(row -> lines.add(copy(TrailLine.members(row))));
        return lines;
    }

    private static ChainVerifier verify(List<Map<String, Object>> lines) {
        ChainVerifier chain = ChainVerifier.behind(0, RowHash.GENESIS);
        feed(chain, lines);
        return chain;
    }

    private static void feed(ChainVerifier chain, List<Map<String, Object>> lines) {
        for (Map<String, Object> line : lines) {
            long seq = row(line).get("seq") instanceof Number number ? number.longValue() : chain.seq() + 1;
            chain.accept(seq, line);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Map<String, Object> line) {
        return (Map<String, Object>) line.get("row");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parts(Map<String, Object> line) {
        return (Map<String, Object>) line.get("parts");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> line, Part part) {
        return (Map<String, Object>) parts(line).get(part.key());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, value instanceof Map ? copy((Map<String, Object>) value) : value));
        return copy;
    }
}
