package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Verifies exports of the audit trail without a server:
 *
 * <pre>java -cp keycloak-workspaces.jar io.github.kcworkspaces.audit.offline.Verify EXPORT [MANIFEST] [EXPORT [MANIFEST]…] KEYS</pre>
 *
 * <p>{@code EXPORT} is NDJSON in the native format, {@code .gz} or not; {@code MANIFEST} its manifest ({@code .json}), unless
 * that is its last line; {@code KEYS} the realm's public keys, as PEM or as its {@code certs} document. Several exports are one
 * chain. The exit code is 0 if all is well, 1 if something was changed, and 2 if the files are not what they should be.
 */
public final class Verify {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;
    private static final int FEWEST = 2;

    private Verify() {}

    @SuppressWarnings("SystemOut") // a command
    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Does what the command does, and returns its exit code. */
    public static int run(PrintStream out, String... arguments) {
        if (arguments.length < FEWEST) {
            out.println("usage: Verify EXPORT.ndjson[.gz] [MANIFEST.json] [EXPORT [MANIFEST]...] KEYS.pem|certs.json");
            return UNUSABLE;
        }
        List<String> names = List.of(arguments).subList(0, arguments.length - 1);
        try (ExportFiles files = ExportFiles.open(names)) {
            ExportVerification verification =
                    new ExportVerification(PublicKeys.read(Files.readString(Path.of(arguments[names.size()]))));
            return report(out, verification, verification.verify(files.all()));
        } catch (IOException | IllegalArgumentException unusable) {
            out.println("cannot verify: " + unusable.getMessage());
            return UNUSABLE;
        }
    }

    private static int report(PrintStream out, ExportVerification verification, ChainVerifier chain) {
        Broken broken = chain.broken().orElse(null);
        out.println("rows verified: " + chain.verified() + ", up to number " + chain.seq());
        out.println("parts forgotten: " + chain.forgotten());
        out.println("signed up to number: " + verification.signedUpTo());
        if (broken == null) {
            out.println("intact");
            return INTACT;
        }
        out.println("BROKEN at number " + broken.seq() + (broken.id() == null ? "" : ", row " + broken.id()) + ": "
                + broken.reason());
        return BROKEN;
    }
}
