package io.github.kcworkspaces.audit.offline;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.id.RealmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an export says about itself. */
final class ManifestText {

    private ManifestText() {}

    /** @throws IllegalArgumentException for members that are those of no manifest */
    static Manifest of(Map<?, ?> members) {
        if (!(members.get("realm") instanceof String realm)) {
            throw new IllegalArgumentException("the manifest names no realm");
        }
        return new Manifest(
                realm,
                Boolean.TRUE.equals(members.get("complete")),
                number(members, "count"),
                number(members, "firstSeq"),
                number(members, "lastSeq"),
                text(members, "firstHash"),
                text(members, "lastHash"),
                checkpoints(new RealmId(realm), members.get("checkpoints")));
    }

    private static List<Checkpoint> checkpoints(RealmId realm, @Nullable Object entries) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        if (entries instanceof List<?> list) {
            for (Object entry : list) {
                if (!(entry instanceof Map<?, ?> one
                        && one.get("seq") instanceof Number seq
                        && one.get("at") instanceof Number at
                        && one.get("hash") instanceof String hash
                        && one.get("signature") instanceof String signature)) {
                    throw new IllegalArgumentException("the manifest has a checkpoint that is none");
                }
                String key = text(one, "keyId");
                checkpoints.add(new Checkpoint(
                        realm, seq.longValue(), hash, at.longValue(), key == null ? "" : key, signature));
            }
        }
        return checkpoints;
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    private static long number(Map<?, ?> members, String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
