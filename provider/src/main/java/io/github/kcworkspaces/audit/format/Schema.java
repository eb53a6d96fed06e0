package io.github.kcworkspaces.audit.format;

/** In which shape rows of the trail are given away. */
public enum Schema {
    /** Our own, with everything that there is. */
    NATIVE,
    /** Open Cybersecurity Schema Framework. */
    OCSF,
    /** Elastic Common Schema. */
    ECS
}
