/** The users of the realm as an administrator sees them: who they are, where they belong, and what becomes of them. */
@NullMarked
package io.github.kcworkspaces.user;

import org.jspecify.annotations.NullMarked;
