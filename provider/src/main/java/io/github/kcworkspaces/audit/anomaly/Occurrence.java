package io.github.kcworkspaces.audit.anomaly;

import io.github.kcworkspaces.audit.ActivityType;
import org.jspecify.annotations.Nullable;

/** What the rules count: a row in a few words. */
public record Occurrence(
        ActivityType type,
        long at,
        @Nullable String actor,
        String target,
        @Nullable String address) {}
