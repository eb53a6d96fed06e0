/** Refusals: what went wrong as a code; text and HTTP status are added at the edge. */
@NullMarked
package io.github.kcworkspaces.problem;

import org.jspecify.annotations.NullMarked;
