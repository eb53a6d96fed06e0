package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink as it is wanted. Of one that there is, what is null keeps its value.
 *
 * @param workspace can only be said of a new one, like {@code kind}
 * @param secret as it was typed
 */
public record SinkDraft(
        @Nullable String name,
        Sink.@Nullable Kind kind,
        @Nullable Schema format,
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable Boolean enabled,
        @Nullable WorkspaceId workspace,
        @Nullable String secret) {

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "SinkDraft[" + name + "]";
    }
}
