package io.github.kcworkspaces.sink;

import org.jspecify.annotations.Nullable;

/**
 * The secret of a sink as it is stored.
 *
 * @param former the one that it has replaced, while receivers may still know only that
 * @param formerUntil epoch milliseconds
 */
public record SealedSecret(String current, @Nullable String former, long formerUntil) {}
