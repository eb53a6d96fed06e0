/** Which tests prove which row of the requirements: recorded while they run, written to {@code docs/requirements.md}. */
@NullMarked
package io.github.kcworkspaces.requirements;

import org.jspecify.annotations.NullMarked;
