/** The decision core: pure functions from loaded facts to an answer with a reason. Reads no store, clock or log. */
@NullMarked
package io.github.kcworkspaces.decision;

import org.jspecify.annotations.NullMarked;
