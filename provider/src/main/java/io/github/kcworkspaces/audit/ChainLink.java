package io.github.kcworkspaces.audit;

import org.jspecify.annotations.Nullable;

/**
 * A row as it is found when the chain is verified.
 *
 * @param row null when it holds something that we never write: somebody else changed it
 */
public record ChainLink(long seq, String id, @Nullable SealedRow row) {}
