package io.github.kcworkspaces.audit;

/**
 * The two ends of a realm's chain.
 *
 * @param headSeq of the row that was sealed last; 0 for none
 * @param headHash its hash
 * @param purgedSeq of the last row that retention took away; 0 for none. The chain goes on with the one behind it
 * @param purgedHash its hash
 */
public record ChainEnds(long headSeq, String headHash, long purgedSeq, String purgedHash) {

    /** Nothing is sealed yet. */
    public static final ChainEnds NONE = new ChainEnds(0, RowHash.GENESIS, 0, RowHash.GENESIS);
}
