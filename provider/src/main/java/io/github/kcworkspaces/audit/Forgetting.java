package io.github.kcworkspaces.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What takes the place of a person in the trail, so that his rows still belong together and tell nothing of him. */
public final class Forgetting {

    /** In the place of a name. */
    public static final String NAME = "forgotten";

    /** Begins what is in the place of an id; the rest is random, and the same in all rows of the person. */
    public static final String ID_PREFIX = "forgotten:";

    private Forgetting() {}

    /** Whether a part says no more than that somebody was forgotten. */
    static boolean isPlaceholder(Part part, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return false;
        }
        return switch (part) {
            case ACTOR ->
                isId(members.get("id"))
                        && NAME.equals(members.get("username"))
                        && members.get("email") == null
                        && members.get("impersonator") == null;
            case ORIGIN -> members.get("ip") == null;
            case TARGET -> isId(members.get("id")) && NAME.equals(members.get("name"));
            case DETAILS -> members.isEmpty();
        };
    }

    private static boolean isId(@Nullable Object id) {
        return id instanceof String text && text.startsWith(ID_PREFIX);
    }
}
