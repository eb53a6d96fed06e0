/** Typed identifiers, so that a workspace id can never be passed where a role id is meant. */
@NullMarked
package io.github.kcworkspaces.id;

import org.jspecify.annotations.NullMarked;
