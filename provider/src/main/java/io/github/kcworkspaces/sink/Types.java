package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.ActivityType;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which types of rows a sink gets. */
final class Types {

    static final String ALL = "*";

    private Types() {}

    static boolean isKnown(String pattern) {
        return Arrays.stream(ActivityType.values()).anyMatch(type -> matches(pattern, type));
    }

    /** The types that the patterns mean; empty for all of them, also those that are added later. */
    static Set<ActivityType> of(Collection<String> patterns) {
        Set<ActivityType> types = EnumSet.noneOf(ActivityType.class);
        if (patterns.contains(ALL)) {
            return types;
        }
        for (ActivityType type : ActivityType.values()) {
            if (patterns.stream().anyMatch(pattern -> matches(pattern, type))) {
                types.add(type);
            }
        }
        return types;
    }

    private static boolean matches(String pattern, ActivityType type) {
        return pattern.endsWith(ALL)
                ? type.name().startsWith(pattern.substring(0, pattern.length() - 1))
                : type.name().equals(pattern);
    }
}
