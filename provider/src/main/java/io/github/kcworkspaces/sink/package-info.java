/** Sinks: where the audit trail is delivered to, by whom that is set, and how far each has come. */
@NullMarked
package io.github.kcworkspaces.sink;

import org.jspecify.annotations.NullMarked;
