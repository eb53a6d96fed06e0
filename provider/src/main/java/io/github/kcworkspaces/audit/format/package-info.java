/** What rows of the trail look like to those who read them: our own shape, OCSF and ECS. */
@NullMarked
package io.github.kcworkspaces.audit.format;

import org.jspecify.annotations.NullMarked;
