package io.github.kcworkspaces.problem;

import org.jspecify.annotations.Nullable;

/** Optimistic versions: who edits what he read long ago is told so instead of overwriting another's change. */
public final class VersionRules {

    private VersionRules() {}

    /**
     * @param expected the version the caller has read; null when he sent none, then the last write wins
     * @throws Problem {@link ProblemCode#STALE_VERSION}
     */
    public static void versionIsCurrent(@Nullable Long expected, long current) {
        if (expected != null && expected != current) {
            throw new Problem(
                    ProblemCode.STALE_VERSION,
                    "version " + expected + " was changed meanwhile; the current version is " + current);
        }
    }
}
