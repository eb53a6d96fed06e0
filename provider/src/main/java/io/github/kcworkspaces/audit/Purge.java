package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Rows that left together, signed by the realm: without this a hole in the chain is a removal that nobody owns up to.
 *
 * @param run what they left in, named by the row of the trail that tells of it
 * @param rows how many left
 * @param proof its {@code hash} is the {@link #digest}, its {@code seq} the number of the last row
 */
public record Purge(
        String id, RealmId realm, String run, TrailClass trailClass, long rows, List<Gap> gaps, Checkpoint proof) {

    /** No hash of a row begins like this, so that no checkpoint of a chain can be taken for the proof of a purge. */
    private static final String PREFIX = "purge:";

    private static final String BEGINNING = "beginning:";

    public Purge {
        gaps = List.copyOf(gaps);
    }

    /** Whether the realm has signed that just these rows left. With a key that it has no longer nothing is proved. */
    public boolean isGenuine(CheckpointSigner signer) {
        return proof.hash().equals(digest(run, trailClass, rows, gaps))
                && signer.check(proof) == CheckpointSigner.Verdict.GENUINE;
    }

    /** What is signed of rows that leave. */
    public static String digest(String run, TrailClass trailClass, long rows, List<Gap> gaps) {
        List<List<Object>> listed = new ArrayList<>(gaps.size());
        for (Gap gap : gaps) {
            listed.add(List.of(gap.firstSeq(), gap.lastSeq(), gap.previous(), gap.hash()));
        }
        TreeMap<String, Object> purge = new TreeMap<>();
        purge.put("class", trailClass.name());
        purge.put("gaps", listed);
        purge.put("rows", rows);
        purge.put("run", run);
        return PREFIX + RowHash.sha256(CanonicalJson.write(purge));
    }

    /** What is signed when the chain begins behind a row from now on: other than a checkpoint, which says that it goes on there. */
    public static String beginning(String hash) {
        return BEGINNING + hash;
    }
}
