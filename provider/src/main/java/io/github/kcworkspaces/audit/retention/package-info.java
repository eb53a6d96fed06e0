/** How long the trail is kept: archived, held and purged without breaking what proves it. */
@NullMarked
package io.github.kcworkspaces.audit.retention;

import org.jspecify.annotations.NullMarked;
