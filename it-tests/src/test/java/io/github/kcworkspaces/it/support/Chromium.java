package io.github.kcworkspaces.it.support;

import java.nio.file.Path;
import java.util.Map;

/**
 * A browser of this machine.
 *
 * @param environment what it needs beside the environment of the tests
 */
record Chromium(Path executable, Map<String, String> environment) {

    static Chromium installed(Path executable) {
        return new Chromium(executable, Map.of());
    }
}
