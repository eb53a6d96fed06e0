package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.format.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sink as it is sent to.
 *
 * @param endpoint null for what has no address
 * @param secrets in clear; the newest first, and beside it the one that it has replaced while that is still good
 * @param allowList internal collectors of the realm
 */
public record Target(
        Sink.Kind kind,
        String realm,
        Schema schema,
        @Nullable Endpoint endpoint,
        List<String> secrets,
        Set<String> allowList) {

    public Target {
        secrets = List.copyOf(secrets);
        allowList = Set.copyOf(allowList);
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return kind + " " + endpoint;
    }
}
