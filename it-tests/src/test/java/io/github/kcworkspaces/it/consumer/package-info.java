/** Resource servers as applications have them: they know tokens and nothing of us. */
@NullMarked
package io.github.kcworkspaces.it.consumer;

import org.jspecify.annotations.NullMarked;
