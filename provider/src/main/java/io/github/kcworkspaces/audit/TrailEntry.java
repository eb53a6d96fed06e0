package io.github.kcworkspaces.audit;

import org.jspecify.annotations.Nullable;

/**
 * A row as it is listed.
 *
 * @param seq its place in the sealed order; null until it is sealed
 * @param hash null until it is sealed
 */
public record TrailEntry(
        Activity activity, @Nullable Long seq, @Nullable String hash) {}
