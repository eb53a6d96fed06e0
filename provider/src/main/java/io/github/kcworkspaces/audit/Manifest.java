package io.github.kcworkspaces.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an export says about itself, beside its rows.
 *
 * @param realm id of the realm
 * @param complete whether every row between the ends is in it; otherwise a filter left some out
 * @param count of rows
 * @param firstSeq number of the first row; 0 without rows
 * @param lastSeq number of the last row; 0 without rows
 * @param firstHash hash of the first row; null without rows
 * @param lastHash hash of the last row; null without rows
 * @param checkpoints that cover rows of it, in ascending order; the last may cover later rows, too
 */
public record Manifest(
        String realm,
        boolean complete,
        long count,
        long firstSeq,
        long lastSeq,
        @Nullable String firstHash,
        @Nullable String lastHash,
        List<Checkpoint> checkpoints) {

    public static final int VERSION = 1;

    public Manifest {
        checkpoints = List.copyOf(checkpoints);
    }

    /** The members that the verifier reads; an export may write more beside them. */
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("version", VERSION);
        members.put("realm", realm);
        members.put("complete", complete);
        members.put("count", count);
        members.put("firstSeq", firstSeq);
        members.put("lastSeq", lastSeq);
        members.put("firstHash", firstHash);
        members.put("lastHash", lastHash);
        List<Object> signed = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            Map<String, @Nullable Object> one = new TreeMap<>();
            one.put("seq", checkpoint.seq());
            one.put("hash", checkpoint.hash());
            one.put("at", checkpoint.at());
            one.put("keyId", checkpoint.keyId());
            one.put("signature", checkpoint.signature());
            signed.add(one);
        }
        members.put("checkpoints", signed);
        return members;
    }
}
