package io.github.kcworkspaces.decision;

import org.jspecify.annotations.Nullable;

/** Values that conditions look at while one question is answered. */
@FunctionalInterface
interface Attributes {

    /** A string, number, boolean or a collection of them; null when absent. */
    @Nullable
    Object value(AttributeName name);
}
