package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.ChainEnds;
import io.github.kcworkspaces.audit.Part;
import io.github.kcworkspaces.audit.RowHash;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sealed trail of one realm in memory. */
public final class InMemorySealedTrail implements SealedTrail {

    private final List<SealedRow> rows = new ArrayList<>();

    /** Seals a row about something in a workspace, or the whole realm. */
    public SealedRow seal(RealmId realm, ActivityType type, @Nullable WorkspaceId workspace) {
        Map<Part, String> salts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            salts.put(part, "salt");
        }
        long seq = rows.size() + 1L;
        SealedRow row = RowHash.seal(
                seq,
                rows.isEmpty() ? RowHash.GENESIS : rows.get(rows.size() - 1).hash(),
                new Activity(
                        "event-" + seq,
                        realm,
                        seq,
                        type,
                        Actor.system(Actor.Cause.SYSTEM),
                        workspace,
                        workspace == null ? null : workspace.value(),
                        new Target("role", "r" + seq, "Role " + seq),
                        Map.of()),
                salts);
        rows.add(row);
        return row;
    }

    @Override
    public List<SealedRow> after(RealmId realm, long seq, TrailFilter filter, int max) {
        return rows.stream()
                .filter(row -> row.activity().realm().equals(realm) && row.seq() > seq)
                .filter(row -> filter.classes().isEmpty()
                        || filter.classes().contains(row.activity().trailClass()))
                .filter(row -> filter.types().isEmpty()
                        || filter.types().contains(row.activity().type()))
                .filter(row -> filter.workspace() == null
                        || filter.workspace().equals(row.activity().workspace()))
                .limit(max)
                .toList();
    }

    @Override
    public ChainEnds ends(RealmId realm) {
        if (rows.isEmpty()) {
            return ChainEnds.NONE;
        }
        SealedRow last = rows.get(rows.size() - 1);
        return new ChainEnds(last.seq(), last.hash(), 0, RowHash.GENESIS);
    }
}
