package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How grants stand in {@code KCW_GRANT}. */
final class StoredGrant {

    /** Resource key of grants on whole types; hash of no condition. */
    static final String NONE = "-";

    private StoredGrant() {}

    static Grant grant(String type, String resourceKey, String actions, @Nullable String condition) {
        return new Grant(
                type,
                resourceKey.equals(NONE) ? null : new ResourceId(resourceKey),
                Set.of(actions.split(" ")),
                condition == null ? null : ConditionJson.parse(condition));
    }

    static String resourceKey(@Nullable ResourceId resource) {
        return resource == null ? NONE : resource.value();
    }

    static String actions(Grant grant) {
        return String.join(" ", grant.actions());
    }

    static @Nullable String condition(@Nullable Condition condition) {
        return condition == null ? null : ConditionJson.write(condition);
    }

    /** A condition is too long for a key: its SHA-256 stands for it. */
    static String hash(@Nullable Condition condition) {
        if (condition == null) {
            return NONE;
        }
        try {
            byte[] text = ConditionJson.write(condition).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
