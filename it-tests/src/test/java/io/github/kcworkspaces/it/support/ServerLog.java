package io.github.kcworkspaces.it.support;

import java.util.List;
import java.util.function.Supplier;

/** What the server has printed so far. */
public final class ServerLog {

    private final Supplier<String> text;

    ServerLog(Supplier<String> text) {
        this.text = text;
    }

    public String text() {
        return text.get();
    }

    /** A place in the log, for {@link #since}. */
    public int mark() {
        return text().length();
    }

    public List<String> since(int mark) {
        return text().substring(mark).lines().toList();
    }

    String tail(int lines) {
        List<String> all = text().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
