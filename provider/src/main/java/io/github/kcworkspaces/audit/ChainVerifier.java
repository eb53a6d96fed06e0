package io.github.kcworkspaces.audit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows of a chain and stops at the first that is not what was sealed. It works on the members of
 * {@link TrailLine}, so that a database and a file are verified by the same code. It keeps the last hash, and no row.
 */
public final class ChainVerifier {

    private final boolean gaps;
    private long seq;
    private @Nullable String hash;
    private long verified;
    private long forgotten;
    private @Nullable Broken broken;

    /**
     * @param seq number of the row before the first
     * @param hash of that row; null if it is not known
     * @param gaps whether a filter may have left rows out
     */
    public ChainVerifier(long seq, @Nullable String hash, boolean gaps) {
        this.seq = seq;
        this.hash = hash;
        this.gaps = gaps;
    }

    public static ChainVerifier behind(long seq, String hash) {
        return new ChainVerifier(seq, hash, false);
    }

    /** One that begins in the middle: what the first row was put behind is not known. */
    public static ChainVerifier from(long seq, boolean gaps) {
        return new ChainVerifier(seq - 1, null, gaps);
    }

    /** Rows that are what was sealed. */
    public long verified() {
        return verified;
    }

    /** Parts of them whose values were forgotten. */
    public long forgotten() {
        return forgotten;
    }

    /** Number of the last row that was accepted. */
    public long seq() {
        return seq;
    }

    /** Its hash. */
    public String hash() {
        return hash == null ? RowHash.GENESIS : hash;
    }

    public Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    /** Somebody found something wrong beside the rows. */
    public void report(Broken found) {
        if (broken == null) {
            broken = found;
        }
    }

    /** Goes past rows that retention took away, which somebody else has proved. */
    public boolean skip(Gap gap) {
        if (broken != null || !follows(gap.firstSeq(), null, null)) {
            return false;
        }
        if (hash != null && !gap.previous().equals(hash)) {
            // The gap is signed, and so is what was before it.
            report(new Broken(seq, null, Broken.Reason.NOT_WHAT_WAS_SIGNED));
            return false;
        }
        seq = gap.lastSeq();
        hash = gap.hash();
        return true;
    }

    /** Looks at the next row as it is stored. */
    public boolean accept(ChainLink link) {
        SealedRow row = link.row();
        if (row == null) {
            if (follows(link.seq(), null, link.id())) {
                report(new Broken(link.seq(), link.id(), Broken.Reason.ROW_CHANGED));
            }
            return false;
        }
        return accept(link.seq(), TrailLine.members(row));
    }

    /**
     * Looks at the next row as it is exported.
     *
     * @param line the members of the line
     * @return false once something is wrong
     */
    public boolean accept(long at, Map<?, ?> line) {
        if (broken != null) {
            return false;
        }
        Map<?, ?> row = line.get("row") instanceof Map<?, ?> members ? members : Map.of();
        String id = row.get("id") instanceof String text ? text : null;
        String claimed = line.get("hash") instanceof String text ? text : "";
        Broken.Reason reason = wrong(at, row, line.get("parts"), claimed);
        if (!follows(at, row.get("previous"), id)) {
            return false;
        }
        if (reason != null) {
            report(new Broken(at, id, reason));
            return false;
        }
        seq = at;
        hash = claimed;
        verified++;
        return true;
    }

    private Broken.@Nullable Reason wrong(long at, Map<?, ?> row, @Nullable Object parts, String claimed) {
        Broken.Reason reason =
                parts instanceof Map<?, ?> values ? wrongPart(row.get("digests"), values) : Broken.Reason.ROW_CHANGED;
        if (reason != null) {
            return reason;
        }
        boolean same = row.get("seq") instanceof Number number
                && number.longValue() == at
                && RowHash.ofMembers(row).equals(claimed);
        return same ? null : Broken.Reason.ROW_CHANGED;
    }

    private Broken.@Nullable Reason wrongPart(@Nullable Object digests, Map<?, ?> parts) {
        if (!(digests instanceof Map<?, ?> expected)) {
            return Broken.Reason.ROW_CHANGED;
        }
        long without = 0;
        for (Part part : Part.values()) {
            if (!(parts.get(part.key()) instanceof Map<?, ?> values)) {
                return Broken.Reason.ROW_CHANGED;
            }
            Object value = values.get("value");
            if (values.get("salt") instanceof String salt) {
                if (!RowHash.digest(part.key(), salt, value).equals(expected.get(part.key()))) {
                    return Broken.Reason.ROW_CHANGED;
                }
            } else if (Forgetting.isPlaceholder(part, value)) {
                without++;
            } else {
                return Broken.Reason.FORGOTTEN_PART_FILLED;
            }
        }
        forgotten += without;
        return null;
    }

    private boolean follows(long at, @Nullable Object previous, @Nullable String id) {
        if (at > seq + 1 && !gaps) {
            report(new Broken(seq + 1, null, Broken.Reason.ROW_MISSING));
            return false;
        }
        boolean displaced = at == seq + 1 && hash != null && previous != null && !Objects.equals(previous, hash);
        if (at <= seq || displaced) {
            report(new Broken(at, id, Broken.Reason.ROW_DISPLACED));
            return false;
        }
        return true;
    }
}
