package io.github.kcworkspaces.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the JVMs of a run share is made by one of them while the others wait. */
final class OneAtATime {

    private OneAtATime() {}

    /** Makes something in a folder. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * @param folder what is made there is locked for the others meanwhile; made itself where it is missing
     */
    static <T> T within(Path folder, Work<T> work) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Ends with the channel.
                FileLock unused = channel.lock();
                return work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
