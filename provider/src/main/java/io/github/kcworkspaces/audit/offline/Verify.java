package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Verifies an export of the audit trail without a server:
 *
 * <pre>java -cp keycloak-workspaces.jar io.github.kcworkspaces.audit.offline.Verify EXPORT MANIFEST KEYS</pre>
 *
 * <p>{@code EXPORT} is NDJSON in the native format, {@code .gz} or not; {@code MANIFEST} its manifest; {@code KEYS} the realm's public keys, as PEM or as its
 * {@code certs} document. The exit code is 0 if all is well, 1 if something was changed, and 2 if the files are not what they should be.
 */
public final class Verify {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;
    private static final int FILES = 3;

    private Verify() {}

    @SuppressWarnings("SystemOut") // a command
    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Does what the command does, and returns its exit code. */
    public static int run(PrintStream out, String... arguments) {
        if (arguments.length != FILES) {
            out.println("usage: Verify EXPORT.ndjson[.gz] MANIFEST.json KEYS.pem|certs.json");
            return UNUSABLE;
        }
        Path export = Path.of(arguments[0]);
        try (BufferedReader lines = lines(export)) {
            ExportVerification verification = new ExportVerification(
                    JsonText.object(Files.readString(Path.of(arguments[1]))),
                    PublicKeys.read(Files.readString(Path.of(arguments[2]))));
            return report(out, verification, verification.verify(lines));
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

    private static BufferedReader lines(Path export) throws IOException {
        boolean zipped = export.toString().endsWith(".gz");
        return new BufferedReader(new InputStreamReader(
                zipped ? new GZIPInputStream(Files.newInputStream(export)) : Files.newInputStream(export),
                StandardCharsets.UTF_8));
    }
}
