package io.github.kcworkspaces.keycloak.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.PurgeRun;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.testing.InMemorySealedTrail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDirectoryTest {

    private static final RealmId REALM = new RealmId("../realm/1");

    @TempDir
    Path base;

    private final InMemorySealedTrail trail = new InMemorySealedTrail();

    @BeforeEach
    void rows() {
        for (int row = 0; row < 5; row++) {
            trail.seal(REALM, row % 2 == 0 ? ActivityType.LOGIN : ActivityType.ROLE_CREATED, null);
        }
    }

    @Test
    void aFileHasTheRowsIsForItsOwnerAloneAndIsNamedAfterNumbers() throws IOException {
        Archives.Written written = new ArchiveDirectory(base).write(run(), content());
        assertThat(written.file()).isEqualTo("___realm_1-login-1-5-12345678.ndjson.gz");
        Path file = base.resolve(written.file());
        assertThat(lines(file)).hasSize(3).first().asString().contains("\"type\":\"LOGIN\"");
        assertThat(written.sha256()).matches("[0-9a-f]{64}");
        assertThat(names()).containsExactly("___realm_1-login-1-5-12345678.manifest.json", written.file());
        assertThat(Files.readString(base.resolve("___realm_1-login-1-5-12345678.manifest.json")))
                .contains("\"count\":3", written.sha256(), "\"complete\":false");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        // What a node that was killed has left is in nobody's way.
        Files.writeString(base.resolve(written.file() + ".part"), "half");
        assertThat(new ArchiveDirectory(base).write(run(), content())).isEqualTo(written);
    }

    @Test
    void aRowThatIsNotWhatWasSealedLeavesNoFile() throws IOException {
        SealedRow first = rows(0).get(0);
        SealedRow changed =
                new SealedRow(first.seq(), first.previous(), "another hash", first.parts(), first.activity());
        assertThatThrownBy(() -> new ArchiveDirectory(base).write(run(), new Rows(changed)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("row 1 is not what was sealed");
        assertThat(names()).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotThereIsAFailureAndNoLinkIsFollowed() throws IOException {
        assertThatThrownBy(() -> new ArchiveDirectory(base.resolve("missing")).write(run(), content()))
                .isInstanceOf(IOException.class);
        assertThat(new ArchiveDirectory(null).isAvailable()).isFalse();
        Path outside = Files.writeString(Files.createTempFile("outside", ""), "mine");
        try {
            String name = "___realm_1-login-1-5-12345678.ndjson.gz";
            Files.createSymbolicLink(base.resolve(name), outside);
            Files.createSymbolicLink(base.resolve(name + ".part"), outside);
            new ArchiveDirectory(base).write(run(), content());
            assertThat(Files.readString(outside)).isEqualTo("mine");
            assertThat(base.resolve(name)).isRegularFile();
            assertThat(Files.isSymbolicLink(base.resolve(name))).isFalse();
        } finally {
            Files.delete(outside);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(base)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static PurgeRun run() {
        return new PurgeRun("12345678-9", REALM, TrailClass.LOGIN, 10, 1, 5, true, 0, 0, 0, null, null, 0, null);
    }

    private List<SealedRow> rows(long after) {
        return trail.after(REALM, after, new TrailFilter(Set.of(TrailClass.LOGIN), Set.of(), null, null, null), 2);
    }

    private Archives.Content content() {
        return new Archives.Content() {
            @Override
            public List<SealedRow> after(long seq) {
                return rows(seq);
            }

            @Override
            public Manifest manifest(long count, SealedRow first, SealedRow last) {
                return of(count, first, last);
            }
        };
    }

    private static Manifest of(long count, SealedRow first, SealedRow last) {
        return new Manifest(REALM.value(), false, count, first.seq(), last.seq(), first.hash(), last.hash(), List.of());
    }

    private record Rows(SealedRow row) implements Archives.Content {
        @Override
        public List<SealedRow> after(long seq) {
            return seq < row.seq() ? List.of(row) : List.of();
        }

        @Override
        public Manifest manifest(long count, SealedRow first, SealedRow last) {
            return of(count, first, last);
        }
    }
}
