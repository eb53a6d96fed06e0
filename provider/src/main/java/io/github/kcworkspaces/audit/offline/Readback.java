package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads lines that were just written as the verifier would: before anything is removed because it is in a file. */
public final class Readback {

    private Readback() {}

    /** @return what is wrong; empty if the rows are those that the manifest names */
    public static Optional<Broken> broken(BufferedReader lines, Manifest manifest) throws IOException {
        Manifest unsigned = new Manifest(
                manifest.realm(),
                manifest.complete(),
                manifest.count(),
                manifest.firstSeq(),
                manifest.lastSeq(),
                manifest.firstHash(),
                manifest.lastHash(),
                // Our own signatures, and no keys at hand.
                List.of());
        return new ExportVerification(List.of())
                .verify(List.of(new ExportFile(unsigned, lines)))
                .broken();
    }
}
