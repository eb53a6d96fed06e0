package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.SealedRow;
import java.util.Map;

/** Sealed rows in the shapes in which they are given away: maps, lists, strings, numbers and booleans. */
public final class Formats {

    private static final int OCSF_LOW = 2;
    private static final int INFORMATIONAL = 6;
    private static final int NOTICE = 5;
    private static final int WARNING = 4;

    private Formats() {}

    public static Map<String, Object> of(SealedRow row, Schema schema) {
        return switch (schema) {
            case NATIVE -> NativeFormat.of(row);
            case OCSF -> OcsfFormat.of(row);
            case ECS -> EcsFormat.of(row);
        };
    }

    /** How much a row of the type matters, as syslog counts: 6 informational, 5 notice, 4 warning. */
    public static int severity(ActivityType type) {
        int severity = Mapping.of(type).severity();
        return severity > OCSF_LOW ? WARNING : severity == OCSF_LOW ? NOTICE : INFORMATIONAL;
    }
}
