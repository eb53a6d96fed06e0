package io.github.kcworkspaces.audit.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.CanonicalJson;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointJws;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SampleChain;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command works with the exported files and the public key alone, and names the first broken row. */
@Tag("OWU-35")
class VerifyTest {

    private static final KeyPair KEYS = keys();
    private static final List<SealedRow> ROWS = SampleChain.rows(20);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void export() throws IOException, GeneralSecurityException {
        write(
                ROWS,
                true,
                checkpoint(10, ROWS.get(9).hash(), KEYS),
                checkpoint(20, ROWS.get(19).hash(), KEYS));
        Files.writeString(folder.resolve("key.pem"), pem(KEYS));
    }

    @Test
    void anExportThatNobodyTouchedIsIntact() {
        assertThat(verify("key.pem")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("rows verified: 20")
                .contains("signed up to number: 20")
                .contains("intact");
    }

    @Test
    void keysMayBeThoseThatTheRealmPublishes() throws IOException {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        Files.writeString(
                folder.resolve("certs.json"),
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\""
                        + unsigned(key.getModulus().toByteArray()) + "\",\"e\":\""
                        + unsigned(key.getPublicExponent().toByteArray()) + "\"}]}");
        assertThat(verify("certs.json")).isZero();
    }

    @Test
    void aChangedByteIsNamed() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("export.ndjson"));
        lines.set(6, lines.get(6).replace("\"name\":\"Editor", "\"name\":\"Edltor"));
        Files.write(folder.resolve("export.ndjson"), lines);
        assertThat(verify("key.pem")).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("BROKEN at number 7, row row-7: ROW_CHANGED");
    }

    @Test
    void whatIsNoJsonIsNamed() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("export.ndjson"));
        lines.set(6, lines.get(6).substring(1));
        Files.write(folder.resolve("export.ndjson"), lines);
        assertThat(verify("key.pem")).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("BROKEN at number 7");
    }

    @Test
    void aCutTailIsNamed() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("export.ndjson"));
        Files.write(folder.resolve("export.ndjson"), lines.subList(0, 15));
        assertThat(verify("key.pem")).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("BROKEN at number 16: TAIL_CUT");
    }

    @Test
    void aChainThatWasMadeAnewIsNotTheOneThatWasSigned() throws IOException, GeneralSecurityException {
        List<SealedRow> other = SampleChain.rows(21).subList(0, 20);
        List<SealedRow> forged = new ArrayList<>(other.subList(0, 20));
        write(forged, true, checkpoint(20, ROWS.get(18).hash(), KEYS));
        assertThat(verify("key.pem")).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("BROKEN at number 20: NOT_WHAT_WAS_SIGNED");
    }

    @Test
    void aCheckpointOfAnotherKeyIsForged() throws IOException, GeneralSecurityException {
        write(ROWS, true, checkpoint(20, ROWS.get(19).hash(), keys()));
        assertThat(verify("key.pem")).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("CHECKPOINT_FORGED");
    }

    @Test
    void anExportThatBeginsInTheMiddleIsVerified() throws IOException, GeneralSecurityException {
        write(ROWS.subList(5, 20), true, checkpoint(20, ROWS.get(19).hash(), KEYS));
        assertThat(verify("key.pem")).isZero();
        write(ROWS.subList(6, 20), true, checkpoint(20, ROWS.get(19).hash(), KEYS));
        Files.writeString(
                folder.resolve("manifest.json"),
                Files.readString(folder.resolve("manifest.json")).replace("\"firstSeq\":7", "\"firstSeq\":6"));
        assertThat(verify("key.pem")).isOne();
    }

    @Test
    void anExportIsVerifiedAsItWasDownloaded() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("export.ndjson")));
        lines.add("{\"manifest\":" + Files.readString(folder.resolve("manifest.json")) + "}");
        Files.write(folder.resolve("whole.ndjson"), lines);
        assertThat(verifyAll("whole.ndjson")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("rows verified: 20", "signed up to number: 20");
        lines.add(lines.get(19));
        Files.write(folder.resolve("whole.ndjson"), lines);
        assertThat(verifyAll("whole.ndjson", "manifest.json")).isOne();
        Files.write(folder.resolve("whole.ndjson"), lines.subList(0, 15));
        assertThat(verifyAll("whole.ndjson")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("does not end with its manifest");
    }

    @Test
    void exportsThatBelongTogetherAreOneChain() throws IOException, GeneralSecurityException {
        Checkpoint last = checkpoint(20, ROWS.get(19).hash(), KEYS);
        apart("logins", row -> row.seq() % 3 == 0);
        apart("changes", row -> row.seq() % 3 == 1, checkpoint(10, ROWS.get(9).hash(), KEYS));
        apart("others", row -> row.seq() % 3 == 2, last);
        String[] all = {"logins.ndjson", "logins.json", "changes.ndjson", "changes.json", "others.ndjson", "others.json"
        };
        assertThat(verifyAll(all)).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("rows verified: 20", "signed up to number: 20");

        apart("logins", row -> row.seq() % 3 == 0 && row.seq() != 9);
        assertThat(verifyAll(all)).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("BROKEN at number 9: ROW_MISSING");

        Files.writeString(
                folder.resolve("logins.json"),
                Files.readString(folder.resolve("logins.json")).replace(SampleChain.REALM.value(), "another"));
        assertThat(verifyAll(all)).isEqualTo(2);
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreSaidToBe() throws IOException {
        assertThat(verify("manifest.json")).isEqualTo(2);
        assertThat(Verify.run(new PrintStream(printed, true, StandardCharsets.UTF_8), "one"))
                .isEqualTo(2);
        Files.writeString(folder.resolve("manifest.json"), "[]");
        assertThat(verify("key.pem")).isEqualTo(2);
    }

    /** Some of the rows in files of their own, as retention leaves them. */
    private void apart(String name, Predicate<SealedRow> which, Checkpoint... checkpoints) throws IOException {
        write(ROWS.stream().filter(which).toList(), false, checkpoints);
        Files.move(
                folder.resolve("export.ndjson"), folder.resolve(name + ".ndjson"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                folder.resolve("manifest.json"), folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private int verifyAll(String... exports) {
        return Verify.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                Stream.concat(Arrays.stream(exports), Stream.of("key.pem"))
                        .map(name -> folder.resolve(name).toString())
                        .toArray(String[]::new));
    }

    private int verify(String keys) {
        return Verify.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                folder.resolve("export.ndjson").toString(),
                folder.resolve("manifest.json").toString(),
                folder.resolve(keys).toString());
    }

    private void write(List<SealedRow> rows, boolean complete, Checkpoint... checkpoints) throws IOException {
        SealedRow first = rows.get(0);
        SealedRow last = rows.get(rows.size() - 1);
        Files.write(
                folder.resolve("export.ndjson"),
                rows.stream().map(TrailLine::of).toList());
        Files.writeString(
                folder.resolve("manifest.json"),
                CanonicalJson.write(new Manifest(
                                SampleChain.REALM.value(),
                                complete,
                                rows.size(),
                                first.seq(),
                                last.seq(),
                                first.hash(),
                                last.hash(),
                                List.of(checkpoints))
                        .members()));
    }

    private static Checkpoint checkpoint(long seq, String hash, KeyPair keys) throws GeneralSecurityException {
        String payload = Checkpoint.payload(SampleChain.REALM, seq, hash, 5);
        return new Checkpoint(
                SampleChain.REALM, seq, hash, 5, "k", CheckpointJws.sign("k", payload, keys.getPrivate()));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String unsigned(byte[] number) {
        int start = number[0] == 0 ? 1 : 0;
        byte[] plain = Arrays.copyOfRange(number, start, number.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
