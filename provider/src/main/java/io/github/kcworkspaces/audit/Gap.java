package io.github.kcworkspaces.audit;

/**
 * Neighbouring rows that retention took away, and what is left of them: how the row before them and the row behind them hang
 * together.
 *
 * @param firstSeq number of the first of them
 * @param lastSeq number of the last
 * @param previous hash of the row before the first
 * @param hash of the last
 */
public record Gap(long firstSeq, long lastSeq, String previous, String hash) {}
