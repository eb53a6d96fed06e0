package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Programs that the tests call. */
final class Program {

    private Program() {}

    static void run(Path folder, String... command) throws IOException {
        run(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it cannot be started or fails, with what it printed
     */
    static void run(ProcessBuilder builder) throws IOException {
        String command = String.join(" ", builder.command());
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(builder.command().get(0) + " cannot be started: " + e.getMessage() + ".", e);
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }
}
