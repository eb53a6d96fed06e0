/** Roles and the grants they carry, as templates of the realm or inside one workspace. */
@NullMarked
package io.github.kcworkspaces.role;

import org.jspecify.annotations.NullMarked;
