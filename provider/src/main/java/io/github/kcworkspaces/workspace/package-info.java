/** Workspaces: the trust boundary that members, roles and resources belong to. */
@NullMarked
package io.github.kcworkspaces.workspace;

import org.jspecify.annotations.NullMarked;
