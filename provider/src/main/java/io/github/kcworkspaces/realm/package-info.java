/** The realm as a whole: enabling it for workspaces, its account owner and its account admins. */
@NullMarked
package io.github.kcworkspaces.realm;

import org.jspecify.annotations.NullMarked;
